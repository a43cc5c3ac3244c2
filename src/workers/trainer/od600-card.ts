import { featureCatalogue } from '../../shared/model/feature-catalogue';
import type { ModelFileCard } from '../../shared/model/model-file-card';
import { batchHours, modelFeatureNames, sampleAgesH, samplingError } from './od600-data';
import type { TrainedOd600 } from './train-od600';

export interface SplitSeeds {
  readonly training: readonly number[];
  readonly calibration: readonly number[];
  readonly test: readonly number[];
}

/** The card of a trained model. Everything in it is about simulated batches and says so. */
export function od600Card(
  trained: TrainedOd600,
  seeds: SplitSeeds,
  hashes: { readonly model: string; readonly testSeeds: string },
): ModelFileCard {
  const { evaluation } = trained;
  return {
    format: 1,
    name: 'od600-ridge',
    version: '1.0.0',
    purpose:
      'OD600 of a 15 L Pichia fed-batch (glycerol, then methanol) from totals of gas exchange, base and feeds, every 30 s.',
    accuracy: accuracySentence(trained, seeds),
    sha256: hashes.model,
    output: {
      name: 'OD600',
      unit: 'AU',
      intervalLevel: 0.9,
      interval:
        'Meant to hold 90 % of the offline OD600 samples of a batch, sampling error included, in 90 % of batches: split conformal on |ln predicted − ln sample| over its expected size, one score per calibration batch.',
    },
    features: modelFeatureNames.map((name, j) => featureOf(name, trained.ranges[j] ?? { low: 0, high: 0 })),
    data: {
      source:
        'Simulated 15 L plant with batch-to-batch variation, instrument errors, noise, lag and rounding',
      simulated: true,
      split: 'Whole batches by seed; no batch is in two parts',
      seeds: {
        training: range(seeds.training),
        calibration: range(seeds.calibration),
        test: range(seeds.test),
      },
      testSeedsSha256: hashes.testSeeds,
      batchHours,
      labels: `Simulated offline OD600 at about ${sampleAgesH.join(', ')} h: the plant's true optical density (4 % spread between batches) with ${100 * samplingError} % error of sampling. Taking a sample removes no broth.`,
      window: '30 s means of 1 Hz readings',
    },
    metrics: {
      measuredOn: `${seeds.test.length} simulated batches`,
      againstOfflineSamples: rounded(evaluation.samples),
      againstTrueOd600Every10Min: rounded(evaluation.truth),
      ageOnlyBaselineAgainstTrueOd600: rounded(evaluation.baseline),
      coverageOfOfflineSamples: round(evaluation.coverageSamples),
      coverageOfOfflineSamples95: evaluation.coverageBand.map(round),
      coverageOfTrueOd600: round(evaluation.coverageTruth),
      byAge: evaluation.ages.map(rounded),
      perBatch: evaluation.batches.map(rounded),
      ridgeLambda: trained.lambda,
      conformalQ: round(trained.model.q),
    },
    limits: [
      ...ageLimits(trained),
      'Trained and judged on simulated batches only: nothing is known about its accuracy on a real plant.',
      'For the 15 L methanol fed-batch recipe; other vessels and recipes are outside the training range and flagged.',
      'Leans on the base total. The simulated base pump has no calibration error, a real one has.',
      'Withdrawn samples are not accounted for in the volume.',
      'During the first hours the unknown inoculum makes the interval wide.',
      'A contaminant counts as biomass.',
    ],
  };
}

/** The sentence for the screen. */
export function accuracySentence(trained: TrainedOd600, seeds: SplitSeeds): string {
  const { truth, baseline, coverageSamples } = trained.evaluation;
  return `Mean relative error ${truth.mrePct.toFixed(1)} % (by age alone ${baseline.mrePct.toFixed(1)} %), 90 % interval held ${(100 * coverageSamples).toFixed(1)} % of offline samples; measured on ${seeds.test.length} simulated batches.`;
}

/** Where the age alone did as well, the card must say so. */
function ageLimits({ evaluation }: TrainedOd600): string[] {
  return evaluation.ages
    .filter((band) => band.baselinePct <= band.mrePct)
    .map(
      (band) =>
        `From ${band.fromH} to ${band.toH} h no better than the mean course by age (${band.mrePct.toFixed(1)} against ${band.baselinePct.toFixed(1)} %): undisturbed simulated batches follow one recipe closely.`,
    );
}

function featureOf(
  name: string,
  { low, high }: { low: number; high: number },
): ModelFileCard['features'][number] {
  const feature = featureCatalogue.find((entry) => entry.name === name);
  if (!feature) throw new RangeError(`No feature ${name}`);
  return { name, version: feature.version, unit: feature.unit, low, high };
}

function range(seeds: readonly number[]): { from: number; to: number; n: number } {
  return { from: Math.min(...seeds), to: Math.max(...seeds), n: seeds.length };
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}

function rounded(entry: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'number' ? round(value) : Array.isArray(value) ? value.map(Number).map(round) : value,
    ]),
  );
}
