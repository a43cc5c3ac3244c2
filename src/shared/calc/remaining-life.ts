import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { studentPValue, studentQuantile } from './distributions';
import { objection } from './guarded';

/** A value that wears towards a limit, e.g. a slope in % by days. */
export interface WearQuestion {
  readonly days: readonly number[];
  readonly values: readonly number[];
  readonly limit: number;
  /** Weights of the points; equal if absent. */
  readonly weights?: readonly number[];
  /** Trend of the logarithm, for what wears by a share. */
  readonly logarithmic?: boolean;
}

export interface RemainingLife {
  /** Days from the last point until the limit; "low signal" unless the trend is significant and of four points. */
  readonly days: Computed;
  /** When the 90 % prediction interval reaches the limit, days; null where it does not within ten years. */
  readonly earliestDays: number | null;
  readonly latestDays: number | null;
  readonly slopePerDay: number | null;
  readonly intercept: number | null;
  /** That there is no slope. */
  readonly p: number | null;
}

const leastPoints = 4;
const significant = 0.05;
const horizonDays = 3650;

/** Linear (or logarithmic) trend to a limit with its prediction interval (science.md D12). */
export function remainingLife(question: WearQuestion): RemainingLife {
  const { days, values, limit, weights = days.map(() => 1), logarithmic = false } = question;
  if (days.length < leastPoints || values.length !== days.length || weights.length !== days.length) {
    return none('missing-input');
  }
  const reason = objection({
    finite: [...days, ...values, limit],
    aboveZero: logarithmic ? [...weights, ...values, limit] : weights,
  });
  if (reason !== null) return none(reason);
  const y = logarithmic ? values.map(Math.log) : values;
  const goal = logarithmic ? Math.log(limit) : limit;
  const trend = weightedTrend(days, y, weights);
  if (trend === null) return none('low-signal');
  const { slope, intercept, p } = trend;
  const shown = { slopePerDay: slope, intercept, p };
  const last = Math.max(...days);
  const reach = (goal - intercept) / slope - last;
  const clear = p !== null && p < significant && Number.isFinite(reach);
  if (!clear || reach < 0) {
    // A limit that the trend crossed among the points is reached now; one it has always moved away from never is.
    const passed = clear && (trend.at(Math.min(...days)) - goal) * slope < 0;
    const gone = passed ? computed(0) : withheld('low-signal');
    return { ...shown, days: gone, earliestDays: passed ? 0 : null, latestDays: passed ? 0 : null };
  }
  const edge = (side: number): number | null =>
    crossing((ahead) => {
      const at = last + ahead;
      return (trend.at(at) + side * trend.half(at) - goal) * Math.sign(slope) >= 0;
    });
  const [one, other] = [edge(Math.sign(slope)), edge(-Math.sign(slope))];
  return { ...shown, days: computed(reach), earliestDays: one, latestDays: other };
}

interface Trend {
  readonly slope: number;
  readonly intercept: number;
  readonly p: number | null;
  at(day: number): number;
  /** Half width of the 90 % prediction interval. */
  half(day: number): number;
}

function weightedTrend(x: readonly number[], y: readonly number[], weights: readonly number[]): Trend | null {
  const n = x.length;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const w = weights.map((weight) => (weight * n) / total);
  const sum = (term: (i: number) => number): number => w.reduce((s, weight, i) => s + weight * term(i), 0);
  const meanX = sum((i) => x[i] ?? 0) / n;
  const meanY = sum((i) => y[i] ?? 0) / n;
  const sxx = sum((i) => ((x[i] ?? 0) - meanX) ** 2);
  const slope = sum((i) => ((x[i] ?? 0) - meanX) * ((y[i] ?? 0) - meanY)) / sxx;
  const intercept = meanY - slope * meanX;
  const sse = sum((i) => ((y[i] ?? 0) - intercept - slope * (x[i] ?? 0)) ** 2);
  const spread = Math.sqrt(sse / (n - 2));
  const t90 = studentQuantile(0.95, n - 2);
  if (!(sxx > 0) || ![slope, intercept, spread].every(Number.isFinite) || t90 === null) return null;
  return {
    slope,
    intercept,
    p: slope === 0 ? 1 : studentPValue((slope * Math.sqrt(sxx)) / spread, n - 2),
    at: (day) => intercept + slope * day,
    half: (day) => t90 * spread * Math.sqrt(1 + 1 / n + (day - meanX) ** 2 / sxx),
  };
}

/** First day ahead at which something holds, to a thousandth of a day; null beyond the horizon. */
function crossing(holds: (ahead: number) => boolean): number | null {
  if (holds(0)) return 0;
  let low = 0;
  let high = 1;
  while (!holds(high)) {
    low = high;
    high *= 1.5;
    if (high > horizonDays) return null;
  }
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function none(quality: QualityId): RemainingLife {
  return {
    days: withheld(quality),
    earliestDays: null,
    latestDays: null,
    slopePerDay: null,
    intercept: null,
    p: null,
  };
}
