/** Bins of one feature in a histogram: 255 of values and one of missing values. */
export const binSlots = 256;
export const missingBin = 255;
/** Features whose bins share one 32-bit word of a row. */
export const groupSize = 4;

/** Numbers of `SharedData.call`: what the parts of a crew are asked to do. */
export const call = {
  task: 0,
  low: 1,
  high: 2,
  feature: 3,
  bin: 4,
  missingLeft: 5,
  leftRows: 6,
  leftIsSmall: 7,
  /** 0 where the rows are all rows in their own order. */
  useIndex: 8,
  /** What one row adds to a packed sum; the rest is gradient. */
  unit: 9,
  gradientStep: 10,
  hessianStep: 11,
  /** Two descriptions of a leaf: the smaller child (or the root), and the larger, which takes the parent's histogram. */
  leaves: 16,
} as const;

/** Offsets within the description of a leaf. */
export const leafCall = { scan: 0, slot: 1, packed: 2, hessian: 3, low: 4, high: 5, size: 8 } as const;

/** Offsets within a found split. */
export const found = { gain: 0, feature: 1, bin: 2, missingLeft: 3, packed: 4, hessian: 5, size: 8 } as const;

/** Offsets in `control`: number of the call, answers, the barrier, a part that failed, left rows of each part. */
export const control = { call: 0, done: 1, arrived: 2, phase: 3, failed: 4, leftRows: 16 } as const;

export const task = { bin: 1, root: 2, split: 3, stop: 4 } as const;

/** Numbers that every part needs and that do not change while training. */
export interface SharedShape {
  readonly rows: number;
  readonly features: number;
  readonly groups: number;
  readonly leaves: number;
  readonly parts: number;
  readonly bins: number;
  readonly minDataInBin: number;
  readonly minDataInLeaf: number;
  readonly minSumHessian: number;
  readonly minGain: number;
  readonly lambdaL1: number;
  readonly lambdaL2: number;
  /** Rows have second derivatives of their own (weights, Poisson). */
  readonly ownHessian: boolean;
  readonly constrained: boolean;
}

/** The memory that all parts of a crew see. */
export interface SharedData extends SharedShape {
  /** float32 values, feature after feature; -0 is 0. */
  readonly values: Float32Array;
  /** Bins, four features a word, group after group. */
  readonly words: Int32Array;
  /** Threshold above each bin. */
  readonly bounds: Float32Array;
  readonly binCounts: Int32Array;
  readonly missingCounts: Int32Array;
  /** Rows in the order of the leaves. */
  readonly index: Int32Array;
  readonly scratch: Int32Array;
  /** One row counted and its gradient, both in one number. */
  readonly packed: Float64Array;
  readonly hessian: Float64Array;
  readonly sums: Float64Array;
  readonly hessianSums: Float64Array;
  readonly used: Uint8Array;
  readonly monotone: Int8Array;
  readonly control: Int32Array;
  readonly call: Float64Array;
  readonly best: Float64Array;
}

/** Lays out the memory of a training. Everything in it can be handed to a thread as it is. */
export function sharedData(shape: SharedShape): SharedData {
  const { rows, features, groups, leaves, parts, ownHessian } = shape;
  const f64 = (n: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * n));
  const i32 = (n: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * n));
  const f32 = (n: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * n));
  const histogram = leaves * groups * groupSize * binSlots;
  return {
    ...shape,
    values: f32(rows * features),
    words: i32(rows * groups),
    bounds: f32(features * binSlots),
    binCounts: i32(features),
    missingCounts: i32(features),
    index: i32(rows),
    scratch: i32(rows),
    packed: f64(rows),
    hessian: f64(ownHessian ? rows : 0),
    sums: f64(histogram),
    hessianSums: f64(ownHessian ? histogram : 0),
    used: new Uint8Array(new SharedArrayBuffer(features)),
    monotone: new Int8Array(new SharedArrayBuffer(features)),
    control: i32(16 + parts),
    call: f64(call.leaves + 2 * leafCall.size),
    best: f64(parts * 2 * found.size),
  };
}
