/** What a model is trained to keep small. */
export type BoostingLoss = 'squared' | 'absolute' | 'quantile' | 'poisson';

/** How trees are grown. Every figure has a default that suits a few thousand rows. */
export interface BoostingOptions {
  readonly loss: BoostingLoss;
  /** Level of the quantile loss, 0 < alpha < 1. */
  readonly alpha: number;
  readonly trees: number;
  readonly learningRate: number;
  /** `leaf` splits the leaf with the largest gain, `depth` finishes a level first. */
  readonly growth: 'leaf' | 'depth';
  readonly leaves: number;
  /** Edges from the root; -1 for no limit. */
  readonly maxDepth: number;
  readonly minDataInLeaf: number;
  readonly minSumHessian: number;
  readonly minGain: number;
  readonly lambdaL1: number;
  readonly lambdaL2: number;
  /** Value bins of a feature, 2 to 255; missing values have a bin of their own. */
  readonly bins: number;
  readonly minDataInBin: number;
  /** Share of the features a tree may use. */
  readonly featureFraction: number;
  /** Share of the rows in a bag; drawn anew every `baggingFreq` trees, never when that is 0. */
  readonly baggingFraction: number;
  readonly baggingFreq: number;
  /** By feature name: 1 never falls, -1 never rises. */
  readonly monotone: Readonly<Record<string, 1 | -1>>;
  /** Early stopping: trees without a better validation loss, and what counts as better. */
  readonly patience: number;
  readonly minDelta: number;
  readonly seed: number;
  readonly threads: number;
}

export const boostingDefaults: BoostingOptions = {
  loss: 'squared',
  alpha: 0.5,
  trees: 100,
  learningRate: 0.1,
  growth: 'leaf',
  leaves: 31,
  maxDepth: -1,
  minDataInLeaf: 20,
  minSumHessian: 1e-3,
  minGain: 0,
  lambdaL1: 0,
  lambdaL2: 0,
  bins: 255,
  minDataInBin: 3,
  featureFraction: 1,
  baggingFraction: 1,
  baggingFreq: 0,
  monotone: {},
  patience: 50,
  minDelta: 0,
  seed: 1,
  threads: 1,
};

type Limit = readonly [name: keyof BoostingOptions, low: number, high: number, whole: boolean];

const limits: readonly Limit[] = [
  ['trees', 1, 100_000, true],
  ['learningRate', 1e-6, 1, false],
  ['leaves', 2, 4096, true],
  ['maxDepth', -1, 1000, true],
  ['minDataInLeaf', 1, 1e9, true],
  ['minSumHessian', 0, 1e12, false],
  ['minGain', 0, 1e300, false],
  ['lambdaL1', 0, 1e12, false],
  ['lambdaL2', 0, 1e12, false],
  ['bins', 2, 255, true],
  ['minDataInBin', 1, 1e9, true],
  ['featureFraction', 1e-6, 1, false],
  ['baggingFraction', 1e-6, 1, false],
  ['baggingFreq', 0, 1e6, true],
  ['patience', 1, 1e6, true],
  ['minDelta', 0, 1e300, false],
  ['seed', 0, 2 ** 31 - 1, true],
  ['threads', 1, 64, true],
];

/**
 * Options with their defaults, judged.
 * @throws RangeError naming the option and what it may be
 */
export function boostingOptions(given: Partial<BoostingOptions>): BoostingOptions {
  const options = { ...boostingDefaults, ...given };
  for (const [name, low, high, whole] of limits) {
    const value = Number(options[name]);
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      throw new RangeError(
        `${name} is ${value}; give ${whole ? 'a whole number' : 'a number'} from ${low} to ${high}`,
      );
    }
  }
  if (!(options.alpha > 0 && options.alpha < 1)) {
    throw new RangeError(`alpha is ${options.alpha}; give a number between 0 and 1`);
  }
  const refit = options.loss === 'absolute' || options.loss === 'quantile';
  if (refit && Object.keys(options.monotone).length > 0) {
    throw new RangeError(
      `Monotone constraints do not hold with the ${options.loss} loss, whose leaves are set afterwards; use squared or poisson`,
    );
  }
  return options;
}
