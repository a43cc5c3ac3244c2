import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { studentQuantile } from './distributions';
import { guarded, objection } from './guarded';

/** g DCW/L per OD where nothing better is known (science.md D5). */
export const defaultDcwPerOd = 0.25;
/** Gate of a factor that may be used. */
export const dcwGate = { r2: 0.95, n: 8 };
const duplicateSpread = 0.1;

/** Dry cell weight, g/L: (dry − tare)/volume. */
export function dryCellWeightGL(dryMg: number, tareMg: number, volumeMl: number): Computed {
  return guarded(
    { atLeastZero: [dryMg, tareMg, dryMg - tareMg], aboveZero: [volumeMl] },
    () => (dryMg - tareMg) / volumeMl,
  );
}

/** Mean of a duplicate; "spike" where the two differ by more than 10 % of it, and one is to be weighed again. */
export function duplicateMean(first: number, second: number): Computed {
  const reason = objection({ atLeastZero: [first, second] });
  if (reason !== null) return withheld(reason);
  const mean = (first + second) / 2;
  const apart = Math.abs(first - second) > duplicateSpread * mean;
  return computed(mean, apart ? 'spike' : 'good');
}

/** DCW = k·OD. */
export interface DcwFactor {
  /** g/L per OD. */
  readonly k: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** 1 − SSE/SST about the mean; null where nothing varies. */
  readonly r2: number | null;
  readonly n: number;
  /** R² ≥ 0.95 and n ≥ 8. */
  readonly usable: boolean;
}

/** Factor from OD to dry weight, a line through the origin, with its 95 % interval. */
export function fitDcwFactor(od: readonly number[], dcwGL: readonly number[]): DcwFactor | QualityId {
  const n = od.length;
  if (n < 2 || n !== dcwGL.length) return 'missing-input';
  const reason = objection({ atLeastZero: [...od, ...dcwGL] });
  if (reason !== null) return reason;
  const sxx = od.reduce((sum, x) => sum + x * x, 0);
  const sxy = od.reduce((sum, x, i) => sum + x * (dcwGL[i] ?? 0), 0);
  if (sxx === 0) return 'low-signal';
  const k = sxy / sxx;
  const sse = od.reduce((sum, x, i) => sum + ((dcwGL[i] ?? 0) - k * x) ** 2, 0);
  const mean = dcwGL.reduce((sum, y) => sum + y, 0) / n;
  const sst = dcwGL.reduce((sum, y) => sum + (y - mean) ** 2, 0);
  const half = (studentQuantile(0.975, n - 1) ?? Number.NaN) * Math.sqrt(sse / (n - 1) / sxx);
  const r2 = sst > 0 ? 1 - sse / sst : null;
  if (![k, half, r2 ?? 0].every((value) => Number.isFinite(value))) return 'not-a-number';
  return { k, low: k - half, high: k + half, r2, n, usable: (r2 ?? 0) >= dcwGate.r2 && n >= dcwGate.n };
}
