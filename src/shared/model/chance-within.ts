/**
 * Chance that the share of `n` independent samples lies within limits, ends included, when each of them is held with
 * probability `p`; terms in logarithms so that thousands of samples do not underflow.
 */
export function chanceWithin(n: number, p: number, least: number, most: number): number {
  let [lnChoose, sum] = [0, 0];
  for (let held = 0; held <= n; held += 1) {
    if (held > 0) lnChoose += Math.log((n - held + 1) / held);
    const share = held / n;
    if (share >= least && share <= most)
      sum += Math.exp(lnChoose + held * Math.log(p) + (n - held) * Math.log1p(-p));
  }
  return sum;
}
