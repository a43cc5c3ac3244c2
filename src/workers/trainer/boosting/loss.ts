import type { BoostingOptions } from './boosting-options';
import { percentile } from './percentile';

/** What boosting needs of a loss. Scores are before the transform of the model. */
export interface Loss {
  /** Score of every row before the first tree. */
  initial(y: Float64Array, weights: Float64Array | undefined): number;
  /** First derivatives by score, weights included. */
  gradients(
    score: Float64Array,
    y: Float64Array,
    weights: Float64Array | undefined,
    into: Float64Array,
  ): void;
  /** Second derivatives, weights included; left out where they are 1. */
  readonly hessians?: (score: Float64Array, weights: Float64Array | undefined, into: Float64Array) => void;
  /** Level at which leaves are set anew from the residuals. */
  readonly refitAlpha?: number;
  /** Mean loss of rows, the figure of early stopping. */
  mean(score: Float64Array, y: Float64Array, weights: Float64Array | undefined): number;
  readonly transform: 'identity' | 'exp';
  /** @throws RangeError for a target the loss has no meaning for */
  check(y: Float64Array): void;
}

/** Steps of Poisson trees are held back by this much: h = exp(f + 0.7). */
const poissonMaxDelta = 0.7;

type Derivative = (score: number, y: number) => number;

export function lossOf({ loss, alpha }: BoostingOptions): Loss {
  if (loss === 'squared') return squared;
  if (loss === 'poisson') return poisson;
  return loss === 'absolute' ? absolute() : quantile(alpha);
}

function absolute(): Loss {
  return byPercentile(
    0.5,
    (f, y) => Math.sign(f - y),
    (f, y) => Math.abs(f - y),
  );
}

function quantile(alpha: number): Loss {
  return byPercentile(
    alpha,
    (f, y) => (f >= y ? 1 - alpha : -alpha),
    (f, y) => Math.max(alpha * (y - f), (alpha - 1) * (y - f)),
  );
}

const squared: Loss = {
  initial: meanOf,
  gradients: byRow((f, y) => f - y),
  mean: meanByRow((f, y) => (f - y) ** 2),
  transform: 'identity',
  check: () => undefined,
};

const poisson: Loss = {
  initial: (y, weights) => Math.log(meanOf(y, weights)),
  gradients: byRow((f, y) => Math.exp(f) - y),
  hessians: (score, weights, into) => {
    for (let i = 0; i < score.length; i++) {
      into[i] = Math.exp((score[i] as number) + poissonMaxDelta) * (weights ? (weights[i] as number) : 1);
    }
  },
  mean: meanByRow((f, y) => Math.exp(f) - y * f),
  transform: 'exp',
  check: (y) => {
    if (y.some((value) => value < 0)) throw new RangeError('Poisson loss needs targets of 0 or more');
    if (!y.some((value) => value > 0)) throw new RangeError('Poisson loss needs at least one target above 0');
  },
};

function byPercentile(alpha: number, derivative: Derivative, loss: Derivative): Loss {
  return {
    initial: (y, weights) => percentile(y, weights, alpha),
    gradients: byRow(derivative),
    refitAlpha: alpha,
    mean: meanByRow(loss),
    transform: 'identity',
    check: () => undefined,
  };
}

function byRow(derivative: Derivative): Loss['gradients'] {
  return (score, y, weights, into) => {
    for (let i = 0; i < y.length; i++) {
      const g = derivative(score[i] as number, y[i] as number);
      into[i] = weights ? g * (weights[i] as number) : g;
    }
  };
}

function meanByRow(loss: Derivative): Loss['mean'] {
  return (score, y, weights) => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < y.length; i++) {
      const w = weights ? (weights[i] as number) : 1;
      sum += w * loss(score[i] as number, y[i] as number);
      total += w;
    }
    return sum / total;
  };
}

function meanOf(y: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weights ? (weights[i] as number) : 1;
    sum += w * (y[i] as number);
    total += w;
  }
  return sum / total;
}
