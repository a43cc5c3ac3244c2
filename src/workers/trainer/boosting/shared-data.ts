import { webAssembly, type WasmMemory } from './web-assembly';

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
  /** Numbers of the rows of a leaf in its order, for each part. */
  readonly ordered: Float64Array;
  readonly orderedHessian: Float64Array;
  /** The memory that holds the words, the index and the sums, where compiled code adds the rows. */
  readonly memory: WasmMemory | undefined;
  readonly used: Uint8Array;
  readonly monotone: Int8Array;
  readonly control: Int32Array;
  readonly call: Float64Array;
  readonly best: Float64Array;
}

/** Smaller trainings are over before compiled code would pay. */
const compiledFrom = 1_000_000;
const pageBytes = 65_536;
const mostPages = 65_536;

/** Lays out the memory of a training. Everything in it can be handed to a thread as it is. */
export function sharedData(shape: SharedShape): SharedData {
  const { rows, features, groups, leaves, parts, ownHessian } = shape;
  const histogram = leaves * groups * groupSize * binSlots;
  const own = ownHessian ? 1 : 0;
  // What compiled code touches lies in one block: doubles first, so that all are aligned.
  const doubles = [rows, own * rows, histogram, own * histogram, parts * rows, own * parts * rows];
  const whole = [rows * groups, rows];
  const bytes = 8 * total(doubles) + 4 * total(whole);
  const memory = rows * features >= compiledFrom ? compiledMemory(bytes) : undefined;
  const block = new Block(memory ? memory.buffer : new SharedArrayBuffer(bytes));
  const [packed, hessian, sums, hessianSums, ordered, orderedHessian] = doubles.map((n) => block.doubles(n));
  const [words, index] = whole.map((n) => block.whole(n));
  const none = new Float64Array(0);
  return {
    ...shape,
    memory,
    packed: packed ?? none,
    hessian: hessian ?? none,
    sums: sums ?? none,
    hessianSums: hessianSums ?? none,
    ordered: ordered ?? none,
    orderedHessian: orderedHessian ?? none,
    words: words ?? new Int32Array(0),
    index: index ?? new Int32Array(0),
    scratch: new Int32Array(new SharedArrayBuffer(4 * rows)),
    values: new Float32Array(new SharedArrayBuffer(4 * rows * features)),
    bounds: new Float32Array(new SharedArrayBuffer(4 * features * binSlots)),
    binCounts: new Int32Array(new SharedArrayBuffer(4 * features)),
    missingCounts: new Int32Array(new SharedArrayBuffer(4 * features)),
    used: new Uint8Array(new SharedArrayBuffer(features)),
    monotone: new Int8Array(new SharedArrayBuffer(features)),
    control: new Int32Array(new SharedArrayBuffer(4 * (control.leftRows + parts))),
    call: new Float64Array(new SharedArrayBuffer(8 * (call.leaves + 2 * leafCall.size))),
    best: new Float64Array(new SharedArrayBuffer(8 * parts * 2 * found.size)),
  };
}

/** Arrays one after the other in one buffer. */
class Block {
  #at = 0;

  constructor(private readonly buffer: SharedArrayBuffer) {}

  doubles(length: number): Float64Array {
    return new Float64Array(this.buffer, this.#next(8 * length), length);
  }

  whole(length: number): Int32Array {
    return new Int32Array(this.buffer, this.#next(4 * length), length);
  }

  #next(bytes: number): number {
    const at = this.#at;
    this.#at += bytes;
    return at;
  }
}

/** Undefined where it cannot be had: plain code then does the same. */
function compiledMemory(bytes: number): WasmMemory | undefined {
  const pages = Math.ceil(bytes / pageBytes);
  if (pages > mostPages) return undefined;
  try {
    return new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    return undefined;
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}
