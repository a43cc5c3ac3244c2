import type { Uniform } from '../boosting/draw-rows';

interface Kernel {
  readonly mean: number;
  readonly sigma: number;
  /** Share of the normal curve within the limits. */
  readonly inside: number;
}

/**
 * Density of observations within limits: a truncated normal kernel on each, and one on the middle as wide as the range.
 * The width of a kernel is the larger distance to its neighbours, between range / min(100, n + 2) and the range
 * (Bergstra and others 2011).
 */
export class Parzen {
  readonly #kernels: readonly Kernel[];

  constructor(
    observations: readonly number[],
    private readonly low: number,
    private readonly high: number,
  ) {
    const range = high - low;
    const middle = (low + high) / 2;
    const least = range / Math.min(100, observations.length + 2);
    const means = [...observations, middle].toSorted((a, b) => a - b);
    const prior = means.indexOf(middle);
    this.#kernels = means.map((mean, i) => {
      const gap = Math.max(mean - (means[i - 1] ?? mean), (means[i + 1] ?? mean) - mean);
      const sigma = i === prior ? range : Math.min(Math.max(gap, least), range);
      return { mean, sigma, inside: normalCdf((high - mean) / sigma) - normalCdf((low - mean) / sigma) };
    });
  }

  density(x: number): number {
    let sum = 0;
    for (const { mean, sigma, inside } of this.#kernels) {
      sum += Math.exp(-0.5 * ((x - mean) / sigma) ** 2) / (sigma * Math.sqrt(2 * Math.PI) * inside);
    }
    return sum / this.#kernels.length;
  }

  /** One number of this density; draws beyond the limits are drawn again. */
  draw(uniform: Uniform): number {
    const kernel = this.#kernels[Math.floor(uniform() * this.#kernels.length)];
    if (!kernel) return this.low;
    for (;;) {
      const x = kernel.mean + kernel.sigma * normal(uniform);
      if (x >= this.low && x <= this.high) return x;
    }
  }
}

function normal(uniform: Uniform): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Standard normal distribution (Abramowitz and Stegun 7.1.26, good to 1.5e-7). */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - tail * Math.exp(-x * x);
  return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
