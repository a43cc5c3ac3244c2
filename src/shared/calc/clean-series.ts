import { qualityCode, qualityLevel, type QualityId } from '../model/quality';
import { fillGaps, type Filled } from './fill-gaps';
import { hampel } from './hampel';

/** A value as stored. */
export interface StoredValue {
  /** Epoch ms. */
  readonly t: number;
  readonly value: number | null;
  readonly quality: QualityId;
}

/** What a channel's values must keep to. */
export interface CleaningRules {
  /** Physical bounds. */
  readonly low: number;
  readonly high: number;
  readonly maxRatePerS?: number;
  /** Expected between two values, ms. */
  readonly cadenceMs: number;
  /** Standard deviation of the sensor's noise. */
  readonly noiseSd: number;
  readonly resolution?: number;
  /** "trailing" sees nothing of the future and is what live features use. */
  readonly window?: 'centred' | 'trailing';
}

/** What was found wrong with a stored value. */
export type CleanFlag = 'good' | 'bad-quality' | 'bound' | 'rate' | 'outlier' | 'absent';

/** A point as features see it. */
export interface CleanPoint {
  readonly t: number;
  /** As stored, never altered. */
  readonly raw: number | null;
  readonly flag: CleanFlag;
  /** For features: the value, a median in place of an outlier, or what a gap was filled with. */
  readonly value: number | null;
  /** How the value was made up; null for one that was measured. Never a label for training. */
  readonly filled: Filled | null;
  /** Deviation of a filled value, growing with the gap. */
  readonly sigma: number | null;
}

export interface CleanSeries {
  readonly points: readonly CleanPoint[];
  /** Share of expected points that were measured and good; null where there are none. */
  readonly completeness: number | null;
  /** Gaps of more than 30 min: left empty, and worth an alarm. */
  readonly longGaps: readonly { readonly from: number; readonly to: number }[];
}

/** A value on its way through the steps. */
export interface JudgedValue {
  readonly t: number;
  readonly raw: number | null;
  readonly flag: CleanFlag;
  readonly value: number | null;
}

/**
 * Cleans a series for features in the order of science.md D7: quality, physical bound, rate of change, Hampel, gaps.
 * Raw values stay as they are; every value that is made up says so.
 */
export function cleanSeries(stored: readonly StoredValue[], rules: CleaningRules): CleanSeries {
  const judged = withoutOutliers(
    withoutJumps(
      inOrder(stored).map((v) => judge(v, rules)),
      rules,
    ),
    rules,
  );
  const { points, longGaps } = fillGaps(judged, rules.cadenceMs, rules.noiseSd);
  const good = points.filter(({ flag }) => flag === 'good').length;
  return { points, longGaps, completeness: points.length === 0 ? null : good / points.length };
}

function inOrder(stored: readonly StoredValue[]): StoredValue[] {
  const byTime = new Map(
    stored.filter(({ t }) => Number.isFinite(t)).map((entry) => [entry.t, entry] as const),
  );
  return [...byTime.values()].toSorted((a, b) => a.t - b.t);
}

function judge({ t, value, quality }: StoredValue, { low, high }: CleaningRules): JudgedValue {
  const raw = value !== null && Number.isFinite(value) ? value : null;
  if (raw === null) return { t, raw, flag: 'absent', value: null };
  if (qualityLevel(qualityCode(quality)) === 'bad') return { t, raw, flag: 'bad-quality', value: null };
  return raw < low || raw > high
    ? { t, raw, flag: 'bound', value: null }
    : { t, raw, flag: 'good', value: raw };
}

/** Faster than the process can, counted from the last value that was believed. */
function withoutJumps(values: readonly JudgedValue[], { maxRatePerS }: CleaningRules): JudgedValue[] {
  if (maxRatePerS === undefined) return [...values];
  let last: { readonly t: number; readonly value: number } | null = null;
  return values.map((each) => {
    if (each.value === null) return each;
    const rate = last === null ? 0 : (Math.abs(each.value - last.value) * 1000) / (each.t - last.t);
    if (rate > maxRatePerS) return { ...each, flag: 'rate', value: null };
    last = { t: each.t, value: each.value };
    return each;
  });
}

function withoutOutliers(values: readonly JudgedValue[], rules: CleaningRules): JudgedValue[] {
  const believed = values.flatMap(({ value }) => (value === null ? [] : [value]));
  const verdicts = hampel(believed, rules.window, rules.resolution).values();
  return values.map((each) => {
    const verdict = each.value === null ? undefined : verdicts.next().value;
    return verdict?.outlier === true ? { ...each, flag: 'outlier', value: verdict.median } : each;
  });
}
