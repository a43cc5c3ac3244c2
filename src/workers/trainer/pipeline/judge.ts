import { clopperPearson } from '../../../shared/calc/clopper-pearson';
import { predictionMetrics } from '../../../shared/calc/metrics';
import { quantile } from '../../../shared/calc/statistics';
import type { Agreement, Coverage, ReportPart, ReportPoint } from '../../../shared/model/training-report';
import { uniformAt } from '../boosting/draw-rows';
import type { TrainingRow } from './training-row';

type Judged = Pick<ReportPoint, 'batchId' | 'measured' | 'predicted'>;

const bootstraps = 1000;
const bootstrapPurpose = 21;

/** How predictions agree with samples; null where there are none. */
export function agreementOf(points: readonly Judged[], floor: number): Agreement | null {
  const metrics = predictionMetrics(
    points.map(({ measured }) => measured),
    points.map(({ predicted }) => predicted),
    floor,
  );
  if (metrics === null) return null;
  const batches = groupBy(points, ({ batchId }) => batchId);
  const { n, mrePct, mae, rmse, r2, nrmseRangePct, bias, sep } = metrics;
  const mrePctBand = batches.size > 1 ? bootstrapBand([...batches.values()], floor) : null;
  return { n, batches: batches.size, mrePct, mrePctBand, mae, rmse, r2, nrmseRangePct, bias, sep };
}

/** Share of samples inside their band, with its exact 95 %. */
export function coverageOf(
  name: string,
  points: readonly Pick<ReportPoint, 'measured' | 'low' | 'high'>[],
): Coverage {
  const held = points.filter(({ measured, low, high }) => measured >= low && measured <= high).length;
  const exact = clopperPearson(held, points.length);
  return {
    name,
    n: points.length,
    held,
    share: points.length === 0 ? 0 : held / points.length,
    low: exact?.low ?? 0,
    high: exact?.high ?? 1,
  };
}

/** Coverage part by part, of everything or of groups of the points. */
export function coverageBy(
  points: readonly ReportPoint[],
  nameOf: (point: ReportPoint) => string,
): (Coverage & { part: ReportPart })[] {
  return [...groupBy(points, (point) => `${point.part}\n${nameOf(point)}`).values()].flatMap((group) => {
    const first = group[0];
    return first ? [{ ...coverageOf(nameOf(first), group), part: first.part }] : [];
  });
}

/** 2.5 and 97.5 % of the mean relative error over batches drawn with replacement. */
function bootstrapBand(batches: readonly (readonly Judged[])[], floor: number): [number, number] {
  const parts = batches.map((points) => ({
    n: points.length,
    sum: points.reduce(
      (sum, { measured, predicted }) =>
        sum + Math.abs(predicted - measured) / Math.max(Math.abs(measured), floor),
      0,
    ),
  }));
  const uniform = uniformAt(1, bootstrapPurpose, 0);
  const means = Array.from({ length: bootstraps }, () => {
    let [n, sum] = [0, 0];
    for (let i = 0; i < parts.length; i += 1) {
      const drawn = parts[Math.floor(uniform() * parts.length)];
      n += drawn?.n ?? 0;
      sum += drawn?.sum ?? 0;
    }
    return (100 * sum) / n;
  });
  return [quantile(means, 0.025) ?? 0, quantile(means, 0.975) ?? 0];
}

/** What one would say knowing the age alone: the mean course of the training batches. */
export function ageBaseline(
  training: readonly TrainingRow[],
  logTarget: boolean,
): (row: TrainingRow) => number {
  const width = 2;
  return ({ ageH }) => {
    let [weight, sum] = [0, 0];
    // Local line: batches are sampled at about the same ages, but not quite.
    let [sx, sxx, sxy] = [0, 0, 0];
    for (const row of training) {
      const d = row.ageH - ageH;
      const w = Math.exp(-0.5 * (d / width) ** 2) + 1e-12;
      const y = logTarget ? Math.log(row.measured) : row.measured;
      weight += w;
      sum += w * y;
      sx += w * d;
      sxx += w * d * d;
      sxy += w * d * y;
    }
    const determinant = weight * sxx - sx * sx;
    const score = determinant > 1e-9 * weight * sxx ? (sxx * sum - sx * sxy) / determinant : sum / weight;
    return logTarget ? Math.exp(score) : score;
  };
}

/** The sample before of the same batch; the first of a batch is said to be as the first ones usually are. */
export function lastValueBaseline(
  rows: readonly TrainingRow[],
  training: readonly TrainingRow[],
): (row: TrainingRow) => number {
  const firsts = [...groupBy(training, ({ batchId }) => batchId).values()].flatMap(
    (batch) => batch.toSorted((a, b) => a.t - b.t)[0]?.measured ?? [],
  );
  const usual = quantile(firsts, 0.5) ?? 0;
  return ({ batchId, t }) =>
    rows
      .filter((row) => row.batchId === batchId && row.t < t)
      .reduce<TrainingRow | null>((last, row) => (last && last.t > row.t ? last : row), null)?.measured ??
    usual;
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
