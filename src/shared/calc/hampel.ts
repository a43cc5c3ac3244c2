import { medianInPlace } from './statistics';

/** What the filter thinks of one point. */
export interface HampelVerdict {
  readonly median: number;
  readonly outlier: boolean;
}

/** Defaults of science.md D7. */
export const hampelPoints = 11;
const sigmas = 3;
const madToSigma = 1.4826;

/**
 * Hampel's filter: a point further from the median of its window than 3·1.4826·MAD is an outlier. It only tells; the
 * value stays.
 * @param window centred sees five points ahead, trailing none: what runs live must be trailing
 * @param resolution of the signal: what is within it is no outlier, however quiet the neighbours
 */
export function hampel(
  values: readonly number[],
  window: 'centred' | 'trailing' = 'centred',
  resolution = 0,
): HampelVerdict[] {
  const behind = window === 'centred' ? (hampelPoints - 1) / 2 : hampelPoints - 1;
  return values.map((value, i) => {
    const from = Math.max(0, i - behind);
    const near = values.slice(from, window === 'centred' ? i + behind + 1 : i + 1).filter(Number.isFinite);
    const median = medianInPlace(Float64Array.from(near)) ?? 0;
    const spread = medianInPlace(Float64Array.from(near, (v) => Math.abs(v - median))) ?? 0;
    const limit = Math.max(sigmas * madToSigma * spread, resolution);
    // Three points have no spread to speak of.
    return { median, outlier: near.length >= 5 && Math.abs(value - median) > limit };
  });
}
