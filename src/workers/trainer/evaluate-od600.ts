import { clopperPearson } from '../../shared/calc/clopper-pearson';
import { predictionMetrics, type PredictionMetrics } from '../../shared/calc/metrics';
import { quantile } from '../../shared/calc/statistics';
import { createRandom } from '../simulator/plant/random';
import { sampleAgesH, type Od600Batch, type Od600Row } from './od600-data';
import { answerOd600, type Od600Ridge } from './od600-ridge';

/** How far a prediction is from a kind of truth, over many rows. */
export interface Agreement extends PredictionMetrics {
  /** 95 % of bootstrap samples of whole batches give a mean relative error within this, %. */
  readonly mrePctBand: readonly [number, number];
}

export interface BatchScore {
  readonly seed: number;
  readonly mrePct: number;
  /** Share of the offline samples inside the 90 % interval. */
  readonly coverage: number;
}

export interface AgeBand {
  readonly fromH: number;
  readonly toH: number;
  readonly mrePct: number;
  readonly baselinePct: number;
}

export interface Od600Evaluation {
  readonly samples: Agreement;
  readonly truth: Agreement;
  readonly baseline: Agreement;
  readonly coverageSamples: number;
  readonly coverageTruth: number;
  readonly coverageBand: readonly [number, number];
  readonly batches: readonly BatchScore[];
  readonly ages: readonly AgeBand[];
}

const ageBands = [
  [0, 6],
  [6, 12],
  [12, 24],
  [24, 48],
  [48, 96],
] as const;
const bootstraps = 1000;

/** Judges a model on batches it never saw, beside a baseline that knows the age alone. */
export function evaluateOd600(
  model: Od600Ridge,
  training: readonly Od600Batch[],
  test: readonly Od600Batch[],
): Od600Evaluation {
  refuseSharedBatches(training, test);
  const byModel = (row: Od600Row): number => answerOd600(model, row.x).value;
  const byAge = ageBaseline(training);
  const samplesOf = test.map((batch) => batch.samples);
  const truthOf = test.map((batch) => batch.truth);
  const covered = test.map((batch) => batch.samples.filter((row) => holds(model, row)).length);
  const hits = covered.reduce((sum, n) => sum + n, 0);
  const count = samplesOf.flat().length;
  const exact = clopperPearson(hits, count);
  return {
    samples: agreement(samplesOf, byModel),
    truth: agreement(truthOf, byModel),
    baseline: agreement(truthOf, (row) => byAge(row.ageH)),
    coverageSamples: hits / count,
    coverageTruth: share(truthOf.flat(), (row) => holds(model, row)),
    coverageBand: [exact?.low ?? 0, exact?.high ?? 1],
    batches: test.map((batch, i) => ({
      seed: batch.seed,
      mrePct: mre(batch.truth, byModel),
      coverage: (covered[i] ?? 0) / batch.samples.length,
    })),
    ages: ageBands.map(([fromH, toH]) => {
      const rows = truthOf.flat().filter((row) => row.ageH > fromH && row.ageH <= toH);
      return { fromH, toH, mrePct: mre(rows, byModel), baselinePct: mre(rows, (row) => byAge(row.ageH)) };
    }),
  };
}

/**
 * A batch in two parts of the split would make every figure a lie.
 * @throws RangeError naming the batch
 */
export function refuseSharedBatches(...parts: readonly (readonly Od600Batch[])[]): void {
  const seen = new Set<number>();
  for (const { seed } of parts.flat()) {
    if (seen.has(seed)) throw new RangeError(`Batch ${seed} is in more than one part of the split`);
    seen.add(seed);
  }
}

/** The mean trajectory of ln OD600 over age: what one would say without any sensor. */
function ageBaseline(training: readonly Od600Batch[]): (ageH: number) => number {
  const knots = sampleAgesH.map((_, i) => {
    const rows = training.map((batch) => batch.samples[i]).filter((row) => row !== undefined);
    const mean = (of: (row: Od600Row) => number): number =>
      rows.reduce((sum, r) => sum + of(r), 0) / rows.length;
    return { ageH: mean((row) => row.ageH), ln: mean((row) => Math.log(row.od600)) };
  });
  return (ageH) => {
    const after = Math.max(
      1,
      knots.findIndex((knot) => knot.ageH >= ageH),
    );
    const to = knots[ageH > (knots.at(-1)?.ageH ?? 0) ? knots.length - 1 : after];
    const from = knots[knots.indexOf(to ?? knots[0] ?? { ageH: 0, ln: 0 }) - 1];
    if (!to || !from) return Math.exp(knots[0]?.ln ?? 0);
    return Math.exp(from.ln + ((to.ln - from.ln) * (ageH - from.ageH)) / (to.ageH - from.ageH));
  };
}

function holds(model: Od600Ridge, row: Od600Row): boolean {
  const { low, high } = answerOd600(model, row.x);
  return row.od600 >= low && row.od600 <= high;
}

function mre(rows: readonly Od600Row[], predict: (row: Od600Row) => number): number {
  return (
    predictionMetrics(
      rows.map((row) => row.od600),
      rows.map(predict),
    )?.mrePct ?? Number.NaN
  );
}

function share<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.filter(is).length / Math.max(1, items.length);
}

function agreement(rowsOf: readonly (readonly Od600Row[])[], predict: (row: Od600Row) => number): Agreement {
  const rows = rowsOf.flat();
  const metrics = predictionMetrics(
    rows.map((row) => row.od600),
    rows.map(predict),
  );
  if (metrics === null) throw new RangeError('Nothing to judge by');
  return { ...metrics, mrePctBand: bootstrapBand(rowsOf.map((batch) => mre(batch, predict))) };
}

/** 2.5 and 97.5 % of the mean over batches drawn with replacement. */
function bootstrapBand(perBatch: readonly number[]): readonly [number, number] {
  const random = createRandom(1, 99);
  const means = Array.from({ length: bootstraps }, () => {
    let sum = 0;
    for (let i = 0; i < perBatch.length; i += 1) {
      sum += perBatch[Math.floor(random.uniform() * perBatch.length)] ?? 0;
    }
    return sum / perBatch.length;
  });
  return [quantile(means, 0.025) ?? 0, quantile(means, 0.975) ?? 0];
}
