import { expect, it } from 'vitest';
import { everyWindowFeatureNames, featureCatalogue } from '../../shared/model/feature-catalogue';
import { catalogueFor } from '../../shared/model/channel-catalogue';
import type { PhaseOverride } from '../../shared/model/phase-override';
import { phaseOf } from '../../shared/model/phase';
import { createPlant } from '../simulator/plant/plant';
import { createBatchDerivation } from './batch-derivation';
import { createFeatureEngine, type BatchFacts, type FeatureEngine } from './features/feature-engine';
import { cellValues, inputTags, windowMs, type InputCell } from './features/input-cell';

const hours = 30;
const channels = catalogueFor('15L');
const rangeOf = (tag: string) =>
  channels.find((channel) => channel.tag === tag)?.range ?? { low: 0, high: 100 };
const facts: BatchFacts = {
  inoculatedAt: 0,
  startVolumeL: 6,
  analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
  withdrawals: [{ t: 7_000_000, volumeL: 0.02 }],
};

/** A whole simulated batch; every input is away now and then, and once all of them are for an hour. */
function batchWithGaps(): InputCell[] {
  const plant = createPlant({ preset: '15L', seed: 11, variation: true });
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  return Array.from({ length: hours * 120 }, (_, i) => {
    const sums = inputTags.map(() => 0);
    for (let second = 0; second < windowMs / 1000; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j] = (sums[j] ?? 0) + (value[column] ?? 0)));
    }
    const isAway = (j: number): boolean =>
      (i > 2000 && i <= 2120) || (i + 37 * j) % 251 < 4 || (i % 900 < 40 && j === Math.floor(i / 900));
    return {
      end: (i + 1) * windowMs,
      values: cellValues((tag) => {
        const j = inputTags.indexOf(tag);
        return isAway(j) ? null : ((sums[j] ?? 0) * 1000) / windowMs;
      }),
    };
  });
}

it('says the same bits live, after a restart and long afterwards, and knows the phase that is shown', () => {
  const cells = batchWithGaps();
  const wanted = [
    ...everyWindowFeatureNames,
    ...featureCatalogue.flatMap(({ name }) =>
      /^(mu_TS|CER\.tsfresh.*(cid_ce|slope))/.test(name) ? [name] : [],
    ),
  ];
  const byHand: readonly PhaseOverride[] = [{ phase: 'batch', at: 5_000_000, reason: 'Turbid' }];
  const live = createBatchDerivation(facts, wanted);
  const offline = createFeatureEngine(facts, wanted);
  offline.override(byHand);
  let restarted: FeatureEngine | null = null;
  let [missing, known] = [0, 0];
  const at = wanted.indexOf('phase.hours');
  for (const [i, cell] of cells.entries()) {
    // Set while the batch runs, when its time has come.
    if (i === 166) live.override(byHand);
    if (i === 1700) {
      restarted = createFeatureEngine(facts, wanted);
      restarted.override(byHand);
      for (const past of cells.slice(0, i)) restarted.push(past);
    }
    const window = live.features(cell);
    const { vector } = offline.push(cell);
    expect(bitsOf(vector)).toEqual(bitsOf(window.vector));
    if (restarted) expect(bitsOf(restarted.push(cell).vector)).toEqual(bitsOf(vector));
    const shown = phaseOf(live.finish(window, null).outputs.Phase?.value ?? null).id;
    expect(window.features[`phase.is_${shown}`]).toBe(1);
    expect(window.vector[at]).toBeGreaterThanOrEqual(0);
    for (const value of vector) {
      if (Number.isNaN(value)) missing += 1;
      else known += 1;
    }
  }
  // The gaps are felt, and most of the batch is known all the same.
  expect(missing / (missing + known)).toBeGreaterThan(0.02);
  expect(missing / (missing + known)).toBeLessThan(0.4);
});

function bitsOf(vector: Float64Array): BigUint64Array {
  return new BigUint64Array(vector.buffer, vector.byteOffset, vector.length);
}
