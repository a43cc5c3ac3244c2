/**
 * Weighted percentile of values: with whole weights the same as repeating the values. Values in descending order,
 * position (W - 1)(1 - alpha) in the sum of weights, linear between neighbours.
 * @param alpha level, 0 to 1
 */
export function percentile(values: Float64Array, weights: Float64Array | undefined, alpha: number): number {
  const n = values.length;
  if (n === 0) return 0;
  if (!weights) {
    const sorted = values.toSorted();
    const at = (n - 1) * (1 - alpha);
    const k = Math.floor(at);
    const upper = sorted[n - 1 - k] ?? 0;
    return upper + (at - k) * ((sorted[Math.max(n - 2 - k, 0)] ?? upper) - upper);
  }
  const order = Array.from(values.keys()).toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const at = Math.max(total - 1, 0) * (1 - alpha);
  let before = 0;
  for (const [i, row] of order.entries()) {
    const after = before + (weights[row] ?? 0);
    const value = values[row] ?? 0;
    if (at <= after - 1 || i === n - 1) return value;
    if (at < after) return value + (at - (after - 1)) * ((values[order[i + 1] ?? row] ?? value) - value);
    before = after;
  }
  return 0;
}
