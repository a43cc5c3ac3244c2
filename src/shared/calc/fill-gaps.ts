import type { CleanPoint, JudgedValue } from './clean-series';
import { predictGrowth, updateGrowth, type GrowthBelief } from './kalman-growth';
import { bridgedGapMs } from './timed-series';

/** How a missing value was made up. */
export type Filled = 'linear' | 'kalman';

/** Longest gap that is carried by extrapolation (science.md D7). */
export const carriedGapMs = 30 * 60_000;
const hourMs = 3_600_000;
/** A gap of more points than this is not written out: it would be an hour of 1 Hz and more. */
const mostPoints = 4000;
/** Trends change within about a quarter of an hour: bandwidth of the extrapolating filter, 1/h. */
const bandwidthPerH = 4;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Fills what is missing: up to 5 min by a straight line, up to 30 min by a local trend with growing deviation, beyond
 * that not at all. The end of a series has no line to draw and is carried by the trend as well.
 */
export function fillGaps(
  values: readonly JudgedValue[],
  cadenceMs: number,
  noiseSd: number,
): { readonly points: CleanPoint[]; readonly longGaps: Span[] } {
  const timed = values.filter(({ t }) => Number.isFinite(t));
  const entries = withAbsent(timed, cadenceMs);
  const trend = trendOf(noiseSd, cadenceMs);
  const points: CleanPoint[] = [];
  const longGaps: Span[] = [];
  let last: KnownPoint | null = null;
  let gap: JudgedValue[] = [];
  const close = (next: KnownPoint | null): void => {
    const to = next?.t ?? gap.at(-1)?.t ?? 0;
    if (gap.length > 0 && last !== null && to - last.t > carriedGapMs) longGaps.push({ from: last.t, to });
    points.push(...gap.map((each) => fill(each, last, next, to, trend)));
    gap = [];
  };
  for (const entry of entries) {
    if (entry.value === null || !Number.isFinite(entry.value)) {
      gap.push(entry);
      continue;
    }
    const known = { t: entry.t, value: entry.value };
    close(known);
    trend.see(known);
    points.push({ ...entry, filled: null, sigma: null });
    last = known;
  }
  close(null);
  return { points, longGaps };
}

interface KnownPoint {
  readonly t: number;
  readonly value: number;
}

function fill(
  entry: JudgedValue,
  last: KnownPoint | null,
  next: KnownPoint | null,
  to: number,
  trend: Trend,
): CleanPoint {
  const nothing: CleanPoint = { ...entry, value: null, filled: null, sigma: null };
  if (last === null || to - last.t > carriedGapMs) return nothing;
  if (next !== null && to - last.t <= bridgedGapMs) {
    const share = (entry.t - last.t) / (to - last.t);
    const value = last.value * (1 - share) + next.value * share;
    return { ...entry, value, filled: 'linear', sigma: null };
  }
  const carried = trend.at(entry.t);
  return carried === null
    ? nothing
    : { ...entry, value: carried.value, filled: 'kalman', sigma: carried.sigma };
}

/** Entries for the times at which a value was due and none came. */
function withAbsent(values: readonly JudgedValue[], cadenceMs: number): JudgedValue[] {
  if (!(cadenceMs > 0)) return [...values];
  return values.flatMap((each, i) => {
    const before = values[i - 1];
    const missing = before ? Math.round((each.t - before.t) / cadenceMs) - 1 : 0;
    if (!before || missing < 1 || missing > mostPoints) return [each];
    const absent = Array.from({ length: missing }, (_, k): JudgedValue => {
      return { t: before.t + (k + 1) * cadenceMs, raw: null, flag: 'absent', value: null };
    });
    return [...absent, each];
  });
}

interface Trend {
  see(point: KnownPoint): void;
  at(t: number): { readonly value: number; readonly sigma: number } | null;
}

/** Level and slope of a signal by the constant-growth filter, which knows nothing of logarithms. */
function trendOf(noiseSd: number, cadenceMs: number): Trend {
  const r = Math.max(noiseSd, 1e-9) ** 2;
  const noise = { r, q: (bandwidthPerH ** 4 * r * cadenceMs) / hourMs };
  let belief: GrowthBelief | null = null;
  let seenAt = 0;
  return {
    see({ t, value }) {
      belief =
        belief === null
          ? { lnX: value, muPerH: 0, p11: r, p12: 0, p22: r * bandwidthPerH ** 2 }
          : (updateGrowth(belief, value, (t - seenAt) / hourMs, noise)?.belief ?? belief);
      seenAt = t;
    },
    at(t) {
      if (belief === null) return null;
      const ahead = predictGrowth(belief, (t - seenAt) / hourMs, noise.q);
      const sigma = Math.sqrt(ahead.p11);
      return Number.isFinite(ahead.lnX) && Number.isFinite(sigma) ? { value: ahead.lnX, sigma } : null;
    },
  };
}
