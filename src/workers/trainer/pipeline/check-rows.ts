import { Refusal } from '../../../shared/model/refusal';
import type { ReplayedBatch, TrainingRow } from './training-row';
import { windowOf } from './training-row';

/** A feature that cannot teach anything, and why. */
export interface UselessFeature {
  readonly name: string;
  readonly why: string;
}

const leastRows = 20;

/**
 * The last gate before anything is learned.
 * @throws Refusal naming what would make the figures a lie or learning impossible
 */
export function checkRows(
  training: readonly TrainingRow[],
  holdOut: readonly string[],
  targetName: string,
): void {
  const sealed = new Set(holdOut);
  const leak = training.find(({ batchId }) => sealed.has(batchId));
  if (leak)
    throw new Refusal(
      'REFUSED',
      `A row of hold-out batch ${leak.batchId} is among the training rows`,
      'training',
    );
  const future = training.find(({ t, sampledAt }) => sampledAt > t);
  if (future)
    throw new Refusal(
      'REFUSED',
      `A sample of ${future.batchId} was drawn after the window it is to be learned with`,
    );
  const bad = training.find(({ measured }) => !Number.isFinite(measured));
  if (bad)
    throw new Refusal('REFUSED', `A result with ${targetName} of ${bad.batchId} is no number`, 'target');
  if (training.length < leastRows)
    throw new Refusal(
      'REFUSED',
      `${training.length} samples with ${targetName} lie in windows with data; ${leastRows} or more are needed`,
      'target',
    );
  if (new Set(training.map(({ batchId }) => batchId)).size < 2)
    throw new Refusal(
      'REFUSED',
      'One batch is not enough: a model is judged on batches it never saw',
      'training',
    );
  const values = training.map(({ measured }) => measured);
  if (Math.max(...values) === Math.min(...values))
    throw new Refusal(
      'REFUSED',
      `All samples have the same ${targetName}: there is nothing to learn`,
      'target',
    );
}

/** Features that are constant, never known or the same as an earlier one over all windows of the training batches. */
export function uselessFeatures(
  names: readonly string[],
  batches: readonly ReplayedBatch[],
): UselessFeature[] {
  const width = names.length;
  const found: UselessFeature[] = [];
  const seen = new Map<string, string>();
  for (const [j, name] of names.entries()) {
    const { known, low, high, print } = summary(batches, j, width);
    if (known === 0) found.push({ name, why: 'was never known' });
    else if (low === high) found.push({ name, why: `was ${low} all the time` });
    else if (seen.has(print)) found.push({ name, why: `is the same as ${seen.get(print) ?? ''}` });
    else seen.set(print, name);
  }
  return found;
}

/** Refuses what a person asked for by name; of a profile it is left out and told. */
export function refuseUseless(useless: readonly UselessFeature[], custom: boolean): void {
  if (!custom || useless.length === 0) return;
  const words = useless.map(({ name, why }) => `${name} ${why}`).join('; ');
  throw new Refusal('REFUSED', `Features that teach nothing: ${words}. Leave them out`, 'featureNames');
}

/** Least and greatest value, and a print of all that differs where any value does. */
function summary(batches: readonly ReplayedBatch[], j: number, width: number) {
  let [known, low, high, print] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0x811c9dc5];
  const word = new Float32Array(1);
  const bits = new Int32Array(word.buffer);
  let second = 1;
  for (const batch of batches)
    for (let i = 0; i < batch.ends.length; i += 1) {
      word[0] = windowOf(batch, i, width)[j] as number;
      print = Math.imul(print ^ (bits[0] as number), 0x01000193);
      second = (Math.imul(second, 31) + (bits[0] as number)) | 0;
      const value = word[0];
      if (Number.isNaN(value)) continue;
      known += 1;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return { known, low, high, print: `${print} ${second}` };
}
