/** A conformal quantile and the rank it was taken at. `q` is infinite where there are too few scores. */
export interface ConformalQuantile {
  readonly k: number;
  readonly q: number;
}

/**
 * Split conformal quantile: the k-th smallest score with k = ⌈(n+1)(1−α)⌉ (science.md D8). Infinite when k > n: there
 * is not enough to promise anything.
 * @param alpha share that may fall outside, e.g. 0.1 for a 90 % interval
 */
export function conformalQuantile(scores: readonly number[], alpha: number): ConformalQuantile {
  const k = Math.ceil((scores.length + 1) * (1 - alpha) - 1e-9);
  const sorted = scores.toSorted((a, b) => a - b);
  return { k, q: sorted[k - 1] ?? Number.POSITIVE_INFINITY };
}

/**
 * Quantile on the level of "this batch": each batch is one score, namely what covers 1−α of its own points. Points of
 * one batch err together, so pooled points would promise too much.
 */
export function batchConformalQuantile(
  scoresByBatch: readonly (readonly number[])[],
  alpha: number,
): ConformalQuantile {
  const perBatch = scoresByBatch
    .filter((scores) => scores.length > 0)
    .map((scores) => {
      const rank = Math.ceil(scores.length * (1 - alpha) - 1e-9);
      return scores.toSorted((a, b) => a - b)[rank - 1] ?? Number.POSITIVE_INFINITY;
    });
  return conformalQuantile(perBatch, alpha);
}
