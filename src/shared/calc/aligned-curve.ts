/** One channel of one batch on the common axis. NaN where nothing is known. */
export interface AlignedCurve {
  readonly mean: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** The means of the 30 s windows of a channel with the least and the greatest sample of each. */
export interface WindowColumns {
  readonly mean: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** The common axis in even steps. */
export interface AlignedAxis {
  readonly from: number;
  readonly step: number;
  readonly points: number;
}

/** The axis that holds all that was placed, in this many points; null where nothing was. */
export function axisOf(placed: readonly (Float64Array | null)[], points: number): AlignedAxis | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const x of placed)
    for (const at of x ?? []) {
      if (at < low) low = at;
      if (at > high) high = at;
    }
  if (!(high > low)) return null;
  return { from: low, step: (high - low) / points, points };
}

/**
 * A channel by cells of the common axis: mean, and the least and greatest sample so that no spike is hidden. A cell
 * that no window falls into is a gap (NaN).
 */
export function curveOn(axis: AlignedAxis, x: Float64Array, values: WindowColumns): AlignedCurve {
  const mean = new Float64Array(axis.points);
  const min = new Float64Array(axis.points).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(axis.points).fill(Number.NEGATIVE_INFINITY);
  const counts = new Float64Array(axis.points);
  for (let i = 0; i < x.length; i += 1) {
    const value = values.mean[i] ?? Number.NaN;
    const at = x[i] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(at)) continue;
    const cell = Math.min(axis.points - 1, Math.max(0, Math.floor((at - axis.from) / axis.step)));
    mean[cell] = (mean[cell] ?? 0) + value;
    counts[cell] = (counts[cell] ?? 0) + 1;
    min[cell] = Math.min(min[cell] ?? value, values.min[i] ?? value);
    max[cell] = Math.max(max[cell] ?? value, values.max[i] ?? value);
  }
  for (let cell = 0; cell < axis.points; cell += 1) {
    const count = counts[cell] ?? 0;
    mean[cell] = count === 0 ? Number.NaN : (mean[cell] ?? 0) / count;
    if (count > 0) continue;
    min[cell] = Number.NaN;
    max[cell] = Number.NaN;
  }
  return { mean, min, max };
}
