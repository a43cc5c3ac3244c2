const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos, g = 7), good to 14 digits. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const z = x - 1;
  const t = z + 7.5;
  const series = lanczos.reduce((sum, c, i) => sum + c / (z + i + 1), 0.9999999999998099);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}

/** Regularised incomplete beta I_x(a, b) for a, b > 0 by its continued fraction (Lentz); null for anything else. */
export function incompleteBeta(x: number, a: number, b: number): number | null {
  if (!(x >= 0 && x <= 1 && a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b))) return null;
  if (x === 0 || x === 1) return x;
  const lnFront = lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  const value =
    x < (a + 1) / (a + b + 2)
      ? (Math.exp(lnFront) * fraction(x, a, b)) / a
      : 1 - (Math.exp(lnFront) * fraction(1 - x, b, a)) / b;
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : null;
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / apartFromZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / apartFromZero(1 + even * d);
    c = apartFromZero(1 + even / c);
    result *= d * c;
    d = 1 / apartFromZero(1 + odd * d);
    c = apartFromZero(1 + odd / c);
    const change = d * c;
    result *= change;
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return result;
}

function apartFromZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
