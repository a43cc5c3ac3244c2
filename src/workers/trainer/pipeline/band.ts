import { batchConformalQuantile, conformalQuantile } from '../../../shared/calc/conformal';
import type { TrainingPlan } from '../../../shared/model/training-plan';
import { FlatForest } from '../boosting/flat-forest';
import { trainBoosting } from '../boosting/train-boosting';
import type { TreeModel } from '../boosting/tree-model';
import { boosterOptions, residualTable, valueOf, type FitOptions, type HybridModel } from './hybrid-model';
import type { TrainingRow } from './training-row';

/** Trees for the ends of a band, learned with the quantile loss on what the line leaves. */
export interface BandTrees {
  readonly lower: TreeModel;
  readonly upper: TreeModel;
}

/**
 * How wide the band is, on the scale the model learns: ±q·s around the prediction, s = √(settled² + (early/ŷ)²); or,
 * with trees of its own, from the lower one − q to the upper one + q.
 */
export interface Band {
  readonly q: number;
  readonly settled: number;
  readonly early: number;
  readonly trees: BandTrees | null;
  readonly scores: number;
  readonly rank: number;
}

/** A prediction of a row that its model has not seen. */
export interface UnseenScore {
  readonly row: TrainingRow;
  /** What the row's target is on the scale the model learns, and what was predicted; ends of the trees' band. */
  readonly truth: number;
  readonly score: number;
  readonly lower: number;
  readonly upper: number;
}

const bandTreeCount = 60;
const earlyShares = [0, 0.2, 0.4, 0.6, 0.8, 0.9] as const;

/** The expected error of a prediction, on the scale the model learns. */
export function expectedError({ settled, early }: Pick<Band, 'settled' | 'early'>, value: number): number {
  return Math.hypot(settled, early / value);
}

/** Ends of the band on the scale the model learns. */
export function bandOf(
  band: Band,
  score: number,
  logTarget: boolean,
  ends: { lower: number; upper: number },
): { low: number; high: number } {
  if (band.trees)
    return {
      low: Math.min(ends.lower, ends.upper) - band.q,
      high: Math.max(ends.lower, ends.upper) + band.q,
    };
  const half = band.q * (logTarget ? expectedError(band, valueOf(score, true)) : 1);
  return { low: score - half, high: score + half };
}

/**
 * Split conformal by whole batches: every score comes from a model that had not seen the batch. Rows that were predicted
 * several times count once, with their mean score.
 */
export function fitBand(
  unseen: readonly UnseenScore[],
  plan: Pick<TrainingPlan, 'interval' | 'logTarget'>,
  trees: BandTrees | null,
): Band {
  const errors = plan.logTarget ? fitErrors(unseen) : { settled: 1, early: 0 };
  const byRow = new Map<TrainingRow, number[]>();
  for (const one of unseen) {
    const score = trees
      ? Math.max(Math.min(one.lower, one.upper) - one.truth, one.truth - Math.max(one.lower, one.upper))
      : Math.abs(one.score - one.truth) / (plan.logTarget ? expectedError(errors, Math.exp(one.score)) : 1);
    byRow.set(one.row, [...(byRow.get(one.row) ?? []), score]);
  }
  const scores = Array.from(byRow, ([row, all]) => ({ batch: row.batchId, score: mean(all) }));
  const alpha = 1 - plan.interval.level;
  const { q, k } =
    plan.interval.basis === 'batch'
      ? batchConformalQuantile(
          [...new Set(scores.map(({ batch }) => batch))].map((id) =>
            scores.filter(({ batch }) => batch === id).map(({ score }) => score),
          ),
          alpha,
        )
      : conformalQuantile(
          scores.map(({ score }) => score),
          alpha,
        );
  if (!Number.isFinite(q))
    throw new RangeError(
      `${scores.length} samples are not enough for a band of ${100 * plan.interval.level} %`,
    );
  return { ...errors, q, trees, scores: scores.length, rank: k };
}

/**
 * The likeliest share of the error that grows with 1/ŷ, of a few; none where the gain in likelihood is not worth a
 * parameter (ln n, as in the Bayesian information criterion).
 */
function fitErrors(unseen: readonly UnseenScore[]): { settled: number; early: number } {
  const rows = unseen.map(({ score, truth }) => ({ u: Math.exp(-2 * score), r: (score - truth) ** 2 }));
  const u = mean(rows.map((row) => row.u));
  const options = earlyShares.map((share) => {
    const shapes = rows.map((row) => 1 - share + (share * row.u) / u);
    const variance = Math.max(mean(rows.map(({ r }, i) => r / (shapes[i] ?? 1))), 1e-8);
    const cost = rows.length * Math.log(variance) + shapes.reduce((sum, shape) => sum + Math.log(shape), 0);
    return { cost, settled: Math.sqrt(variance * (1 - share)), early: Math.sqrt((variance * share) / u) };
  });
  const plain = options[0] ?? { cost: 0, settled: 1, early: 0 };
  const best = options.reduce((a, b) => (b.cost < a.cost ? b : a), plain);
  const { settled, early } = plain.cost - best.cost > 2 * Math.log(rows.length) ? best : plain;
  return { settled, early };
}

/** Trees for the ends of the band. */
export async function fitBandTrees(
  rows: readonly TrainingRow[],
  model: Pick<HybridModel, 'line'>,
  level: number,
  options: FitOptions,
): Promise<BandTrees> {
  const table = residualTable(rows, model.line, options);
  const fit = async (alpha: number): Promise<TreeModel> => {
    const { model: trees } = await trainBoosting({
      table,
      options: {
        ...boosterOptions(options.plan.booster, options.plan),
        loss: 'quantile',
        alpha,
        trees: bandTreeCount,
        threads: 1,
      },
      ...(options.signal ? { signal: options.signal } : {}),
    });
    return trees;
  };
  return { lower: await fit((1 - level) / 2), upper: await fit((1 + level) / 2) };
}

/** A function from a row and the line's answer to the ends of the trees' band. */
export function endsOf(
  trees: BandTrees | null,
): (x: ArrayLike<number>, line: number) => { lower: number; upper: number } {
  if (!trees) return () => ({ lower: Number.NaN, upper: Number.NaN });
  const [lower, upper] = [new FlatForest(trees.lower), new FlatForest(trees.upper)];
  const into = new Float64Array(1);
  const end = (forest: FlatForest, x: ArrayLike<number>, line: number): number => {
    forest.raw(x, into);
    return line + Math.fround(into[0] as number);
  };
  return (x, line) => ({ lower: end(lower, x, line), upper: end(upper, x, line) });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
