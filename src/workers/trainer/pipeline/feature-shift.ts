import type { TrainingReport } from '../../../shared/model/training-report';
import { windowOf, type ReplayedBatch } from './training-row';

const bins = 10;

/** How far the features of the hold-out batches lie from those of training, over all their windows, widest first. */
export function featureShift(
  names: readonly string[],
  training: readonly ReplayedBatch[],
  holdOut: readonly ReplayedBatch[],
): TrainingReport['shift'] {
  if (holdOut.length === 0) return [];
  return names
    .map((name, j) => ({
      name,
      ...shiftOf(known(training, j, names.length), known(holdOut, j, names.length)),
    }))
    .toSorted((a, b) => b.kl - a.kl);
}

/** Kullback-Leibler divergence over bins that hold equal shares of training, half a count added to each. */
function shiftOf(
  training: Float64Array,
  holdOut: Float64Array,
): Omit<TrainingReport['shift'][number], 'name'> {
  const sorted = training.toSorted();
  const [low, high] = [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
  const edges = [
    ...new Set(
      Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)] ?? 0),
    ),
  ];
  const shares = (values: Float64Array): number[] => {
    const counts = Array.from({ length: edges.length + 1 }, () => 0.5);
    for (const value of values) {
      const bin = edges.findIndex((edge) => value < edge);
      const at = bin < 0 ? edges.length : bin;
      counts[at] = (counts[at] ?? 0) + 1;
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => count / total);
  };
  const [p, q] = [shares(holdOut), shares(training)];
  return {
    kl: p.reduce((sum, share, i) => sum + share * Math.log(share / (q[i] ?? 1)), 0),
    trainingMean: mean(training),
    holdOutMean: mean(holdOut),
    outsideShare: holdOut.filter((value) => value < low || value > high).length / Math.max(1, holdOut.length),
  };
}

function known(batches: readonly ReplayedBatch[], j: number, width: number): Float64Array {
  const values: number[] = [];
  for (const batch of batches)
    for (let i = 0; i < batch.ends.length; i += 1) {
      const value = windowOf(batch, i, width)[j] as number;
      if (!Number.isNaN(value)) values.push(value);
    }
  return Float64Array.from(values);
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
