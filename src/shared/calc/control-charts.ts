/** A chart over standardised values, with the first index that alarms. */
export interface ControlChart {
  readonly values: readonly number[];
  /** Limit at each index. */
  readonly limits: readonly number[];
  /** From 0; null while all is well. */
  readonly firstAlarm: number | null;
}

/**
 * Upper CUSUM C = max(0, C + z − k), alarm above h (science.md D10). A value that is no number changes
 * nothing; without k and h there is no chart. Remove
 * the batch's offset first, see `withoutBatchOffset`.
 */
export function cusum(z: readonly number[], k = 0.5, h = 4): ControlChart {
  if (!Number.isFinite(k) || !Number.isFinite(h)) return { values: [], limits: [], firstAlarm: null };
  let sum = 0;
  const values = z.map((each) => {
    if (Number.isFinite(each)) sum = Math.min(Number.MAX_VALUE, Math.max(0, sum + each - k));
    return sum;
  });
  return chart(
    values,
    values.map(() => h),
    (value) => value > h,
  );
}

/** EWMA with limits 3·√(λ/(2−λ)·(1−(1−λ)^{2i})) on both sides (science.md D10). */
export function ewma(z: readonly number[], lambda = 0.2): ControlChart {
  const weight = Math.min(1, Math.max(0, Number.isFinite(lambda) ? lambda : 0));
  let smooth = 0;
  const values = z.map((each) => {
    if (Number.isFinite(each)) smooth = weight * each + (1 - weight) * smooth;
    return smooth;
  });
  const limits = z.map(
    (_, i) => 3 * Math.sqrt((weight / (2 - weight)) * (1 - (1 - weight) ** (2 * (i + 1)))),
  );
  return chart(values, limits, (value, limit) => Math.abs(value) > limit);
}

/**
 * Values less the batch's own mean over the first two hours of the phase; as they are where nothing is known of those.
 * @param hours since the start of the phase
 */
export function withoutBatchOffset(
  values: readonly number[],
  hours: readonly number[],
  firstH = 2,
): number[] {
  const early = values.filter((value, i) => Number.isFinite(value) && (hours[i] ?? firstH + 1) <= firstH);
  const offset = early.length === 0 ? 0 : early.reduce((sum, value) => sum + value, 0) / early.length;
  return values.map((value) => value - offset);
}

function chart(
  values: readonly number[],
  limits: readonly number[],
  isOut: (value: number, limit: number) => boolean,
): ControlChart {
  const at = values.findIndex((value, i) => isOut(value, limits[i] ?? Number.POSITIVE_INFINITY));
  return { values, limits, firstAlarm: at < 0 ? null : at };
}
