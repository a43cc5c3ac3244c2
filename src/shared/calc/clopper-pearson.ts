/**
 * Exact confidence interval of a share (Clopper-Pearson), by bisection on the binomial tails.
 * @param alpha 0.05 for a two-sided 95 % interval
 */
export function clopperPearson(
  successes: number,
  trials: number,
  alpha = 0.05,
): { readonly low: number; readonly high: number } | null {
  if (!(trials > 0 && successes >= 0 && successes <= trials)) return null;
  const atLeast = (p: number): number => 1 - binomialCdf(successes - 1, trials, p);
  const atMost = (p: number): number => binomialCdf(successes, trials, p);
  return {
    low: successes === 0 ? 0 : bisect((p) => atLeast(p) - alpha / 2),
    high: successes === trials ? 1 : bisect((p) => alpha / 2 - atMost(p)),
  };
}

/** P(X ≤ k); terms in logarithms so that hundreds of trials do not underflow. */
function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  let lnChoose = 0;
  let total = 0;
  for (let i = 0; i <= k; i += 1) {
    if (i > 0) lnChoose += Math.log((n - i + 1) / i);
    total += Math.exp(lnChoose + i * Math.log(p) + (n - i) * Math.log1p(-p));
  }
  return Math.min(1, total);
}

/** Root of a rising function on (0, 1), to the last bits of a double. */
function bisect(rising: (p: number) => number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
