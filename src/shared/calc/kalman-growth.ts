/** Biomass and growth rate as a filter believes them: x = [ln X, µ in 1/h], P symmetric. */
export interface GrowthBelief {
  readonly lnX: number;
  readonly muPerH: number;
  readonly p11: number;
  readonly p12: number;
  readonly p22: number;
}

/** One update with what a consistency check needs. */
export interface GrowthUpdate {
  readonly predicted: GrowthBelief;
  readonly belief: GrowthBelief;
  readonly innovation: number;
  /** Variance of the innovation. */
  readonly s: number;
  readonly gain: readonly [number, number];
  /** Innovation squared over its variance; its mean over a batch should be near 1. */
  readonly nis: number;
}

/** Defaults of science.md D6: spectral density of the growth rate's drift and variance of ln X. */
export const defaultGrowthNoise = { q: 4e-4, r: 4e-4 };

/** Constant-growth prediction over `dtH`, with drifting µ. */
export function predictGrowth(belief: GrowthBelief, dtH: number, q = defaultGrowthNoise.q): GrowthBelief {
  const { lnX, muPerH, p11, p12, p22 } = belief;
  return {
    lnX: lnX + dtH * muPerH,
    muPerH,
    p11: p11 + 2 * dtH * p12 + dtH * dtH * p22 + (q * dtH ** 3) / 3,
    p12: p12 + dtH * p22 + (q * dtH ** 2) / 2,
    p22: p22 + q * dtH,
  };
}

/**
 * Prediction and correction by one value of ln X, covariance in Joseph's form, which stays positive. Null where the
 * value is not finite, or nothing finite comes of it: the caller keeps predicting.
 */
export function updateGrowth(
  belief: GrowthBelief,
  lnMeasured: number,
  dtH: number,
  noise = defaultGrowthNoise,
): GrowthUpdate | null {
  if (!Number.isFinite(lnMeasured)) return null;
  const predicted = predictGrowth(belief, dtH, noise.q);
  const s = predicted.p11 + noise.r;
  const k1 = predicted.p11 / s;
  const k2 = predicted.p12 / s;
  const innovation = lnMeasured - predicted.lnX;
  const nis = (innovation * innovation) / s;
  const corrected = joseph(predicted, k1, k2, noise.r);
  // A belief that is no number, or a noise of nothing, corrects nothing.
  if (
    ![k1, k2, nis, ...Object.values(predicted), ...Object.values(corrected)].every((value) =>
      Number.isFinite(value),
    )
  )
    return null;
  return {
    predicted,
    innovation,
    s,
    gain: [k1, k2],
    nis,
    belief: {
      lnX: predicted.lnX + k1 * innovation,
      muPerH: predicted.muPerH + k2 * innovation,
      ...corrected,
    },
  };
}

/** (I−KH)·P·(I−KH)' + K·R·K' with H = [1, 0]. */
function joseph(
  p: GrowthBelief,
  k1: number,
  k2: number,
  r: number,
): Pick<GrowthBelief, 'p11' | 'p12' | 'p22'> {
  const a = 1 - k1;
  return {
    p11: a * a * p.p11 + k1 * k1 * r,
    p12: a * (p.p12 - k2 * p.p11) + k1 * k2 * r,
    p22: p.p22 - 2 * k2 * p.p12 + k2 * k2 * p.p11 + k2 * k2 * r,
  };
}
