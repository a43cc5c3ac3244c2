import { createRandom } from '../simulator/plant/random';
import { simulateBatch } from './simulated-batch';

/** The features of the model, in the order of its input. */
export const modelFeatureNames = [
  'oxygenTotalMol',
  'carbonDioxideTotalMol',
  'baseTotalL',
  'glycerolTotalL',
  'methanolTotalL',
  'volumeL',
] as const;

/** One moment of a batch with the OD600 it is compared to. */
export interface Od600Row {
  readonly ageH: number;
  readonly x: readonly number[];
  readonly od600: number;
}

export interface Od600Batch {
  readonly seed: number;
  /** Simulated offline samples: true OD600 with the sampling error. These alone are labels. */
  readonly samples: readonly Od600Row[];
  /** Every ten minutes with the true OD600, for judging only. */
  readonly truth: readonly Od600Row[];
  /** Smallest and largest value of each feature over all windows. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Length of a batch, h, and when samples are taken, h after inoculation, give or take half an hour. */
export const batchHours = 96;
export const sampleAgesH = [1, 4, 8, 12, 16, 20, 24, 28, 36, 48, 60, 72, 84, 95] as const;
const sampleJitterH = 0.5;
/** Relative standard deviation of one offline OD600, dilution and reading. */
export const samplingError = 0.05;
const truthEveryWindows = 20;
/** Stream of randomness apart from those of the plant. */
const samplingStream = 77;

/** One batch by its seed; windows with a missing feature are left out. */
export function makeBatch(seed: number, hours = batchHours): Od600Batch {
  const random = createRandom(seed, samplingStream);
  const due = sampleAgesH.map((ageH) => ({
    ageH: ageH + sampleJitterH * (2 * random.uniform() - 1),
    error: Math.exp(samplingError * random.normal()),
  }));
  const samples: Od600Row[] = [];
  const truth: Od600Row[] = [];
  const low = modelFeatureNames.map(() => Number.POSITIVE_INFINITY);
  const high = modelFeatureNames.map(() => Number.NEGATIVE_INFINITY);
  let index = 0;
  simulateBatch(seed, hours, (window, od600) => {
    index += 1;
    const x = modelFeatureNames.map((name) => window.features[name] ?? Number.NaN);
    if (x.some(Number.isNaN)) return;
    x.forEach((value, j) => {
      low[j] = Math.min(low[j] ?? value, value);
      high[j] = Math.max(high[j] ?? value, value);
    });
    const ageH = window.features['ageH'] ?? 0;
    if (index % truthEveryWindows === 0) truth.push({ ageH, x, od600 });
    const next = due[samples.length];
    if (next && ageH >= next.ageH) samples.push({ ageH, x, od600: od600 * next.error });
  });
  return { seed, samples, truth, low, high };
}
