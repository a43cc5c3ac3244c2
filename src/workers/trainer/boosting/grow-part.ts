import { binFeature, binBytes } from './bin-feature';
import { histogramAt, SplitFinder } from './find-split';
import { rowAdder, subtract, type RowAdder } from './histogram';
import { orderScratch } from './order-rows';
import {
  binSlots,
  call,
  control,
  found,
  groupSize,
  leafCall,
  missingBin,
  task,
  type SharedData,
} from './shared-data';

const groupBins = groupSize * binSlots;
const stretchRows = 8192;

/**
 * One of the parts that grow trees together. Features are divided among the parts by groups, so no sum is shared; and
 * sums are whole numbers in doubles, so no order of adding could change them: any number of parts grows the same tree.
 */
export class GrowPart {
  readonly #ordered: Float64Array;
  readonly #orderedHessian: Float64Array;
  readonly #add: RowAdder;
  /** 1 for the bins that go left at the split at hand. */
  readonly #isLeft = new Int32Array(binSlots);
  readonly #finder: SplitFinder;
  readonly #bytes: readonly Uint8Array[];

  constructor(
    private readonly data: SharedData,
    private readonly part: number,
    /** Waits until every part has come this far. */
    private readonly meet: () => void,
  ) {
    const { rows } = data;
    this.#ordered = data.ordered.subarray(part * rows, (part + 1) * rows);
    this.#orderedHessian = data.orderedHessian.subarray(part * rows, (part + 1) * rows);
    this.#add = rowAdder(data.memory);
    this.#finder = new SplitFinder(data);
    this.#bytes = Array.from({ length: data.features }, (_, feature) => binBytes(data, feature));
  }

  /**
   * Does this part's share of the task in `data.call`.
   * @param parts how many share it; 1 when this one does it alone
   */
  work(parts: number): void {
    const part = parts === 1 ? 0 : this.part;
    if (parts === 1) this.#forgetOthers();
    const wanted = this.data.call[call.task];
    if (wanted === task.bin) this.#bin(part, parts);
    else if (wanted === task.root) this.#root(part, parts);
    else this.#split(part, parts);
  }

  /** Best splits that the other parts found in an earlier task are not those of this one. */
  #forgetOthers(): void {
    for (let at = 0; at < this.data.best.length; at += found.size)
      this.data.best[at] = Number.NEGATIVE_INFINITY;
  }

  #bin(part: number, parts: number): void {
    const scratch = orderScratch(this.data.rows);
    const starts = new Int32Array(this.data.rows);
    for (let group = part; group < this.data.groups; group += parts) {
      const end = Math.min((group + 1) * groupSize, this.data.features);
      for (let feature = group * groupSize; feature < end; feature++) {
        binFeature(this.data, feature, scratch, starts);
      }
    }
  }

  #root(part: number, parts: number): void {
    const low = this.data.call[call.low] as number;
    const high = this.data.call[call.high] as number;
    this.#fill(part, parts, 0, low, high);
    this.#scan(part, parts, 0, -1);
  }

  #split(part: number, parts: number): void {
    const { call: numbers } = this.data;
    const low = numbers[call.low] as number;
    const high = numbers[call.high] as number;
    this.#partition(part, parts, low, high);
    const first = call.leaves + leafCall.scan;
    if ((numbers[first] as number) + (numbers[first + leafCall.size] as number) === 0) return;
    const middle = low + (numbers[call.leftRows] as number);
    const leftIsSmall = (numbers[call.leftIsSmall] as number) === 1;
    const small = numbers[call.leaves + leafCall.slot] as number;
    this.#fill(part, parts, small, leftIsSmall ? low : middle, leftIsSmall ? middle : high);
    this.#scan(part, parts, 0, -1);
    this.#scan(part, parts, 1, small);
  }

  /** Histograms of one leaf for this part's groups, from its rows. */
  #fill(part: number, parts: number, slot: number, low: number, high: number): void {
    const { data } = this;
    const useIndex = (data.call[call.useIndex] as number) === 1;
    const packed = useIndex ? this.#gather(data.packed, this.#ordered, low, high) : data.packed;
    const hessian =
      useIndex && data.ownHessian
        ? this.#gather(data.hessian, this.#orderedHessian, low, high)
        : data.hessian;
    // Stretches of rows small enough that what all groups need of them stays near the processor.
    for (let from = low; from < high; from += stretchRows) {
      const to = Math.min(from + stretchRows, high);
      for (let group = part; group < data.groups; group += parts) {
        if (!this.#groupUsed(group)) continue;
        const at = histogramAt(data, slot, group * groupSize);
        const sums = data.sums.subarray(at, at + groupBins);
        const hessianSums = data.hessianSums.subarray(at, at + groupBins);
        if (from === low) sums.fill(0);
        if (from === low && data.ownHessian) hessianSums.fill(0);
        const firstWord = group * data.rows + (useIndex ? 0 : from);
        this.#add({
          words: data.words.subarray(firstWord, (group + 1) * data.rows),
          index: useIndex ? data.index.subarray(from, to) : undefined,
          rows: to - from,
          packed: packed.subarray(from - low, to - low),
          sums,
          hessian: data.ownHessian ? hessian.subarray(from - low, to - low) : undefined,
          hessianSums,
        });
      }
    }
  }

  #gather(from: Float64Array, to: Float64Array, low: number, high: number): Float64Array {
    const { index } = this.data;
    for (let i = low; i < high; i++) to[i - low] = from[index[i] as number] as number;
    return to;
  }

  #groupUsed(group: number): boolean {
    const { used, features } = this.data;
    const end = Math.min((group + 1) * groupSize, features);
    for (let feature = group * groupSize; feature < end; feature++) if (used[feature] === 1) return true;
    return false;
  }

  /** Best split of a child; with `minus`, its histogram first becomes what is left without that one. */
  #scan(part: number, parts: number, child: 0 | 1, minus: number): void {
    const { data } = this;
    const leafAt = call.leaves + child * leafCall.size;
    const slot = data.call[leafAt + leafCall.slot] as number;
    data.best[bestAt(part, child) + found.gain] = Number.NEGATIVE_INFINITY;
    if ((data.call[leafAt + leafCall.scan] as number) === 0) return;
    this.#finder.start(leafAt);
    for (let group = part; group < data.groups; group += parts) {
      const end = Math.min((group + 1) * groupSize, data.features);
      for (let feature = group * groupSize; feature < end; feature++) {
        if (data.used[feature] === 0) continue;
        const at = histogramAt(data, slot, feature);
        if (minus >= 0) this.#subtract(at, histogramAt(data, minus, feature));
        this.#finder.scan(feature, at);
      }
    }
    this.#finder.finish(bestAt(part, child));
  }

  #subtract(at: number, other: number): void {
    const { sums, hessianSums, ownHessian } = this.data;
    subtract(sums, at, other);
    if (ownHessian) subtract(hessianSums, at, other);
  }

  /** Rows of a leaf to the left or right, keeping their order; each part places its stretch of them. */
  #partition(part: number, parts: number, low: number, high: number): void {
    const { call: numbers, control: shared, scratch, index } = this.data;
    const from = low + Math.floor(((high - low) * part) / parts);
    const to = low + Math.floor(((high - low) * (part + 1)) / parts);
    const left = this.#divide(from, to);
    shared[control.leftRows + part] = left;
    if (parts > 1) this.meet();
    let before = 0;
    for (let p = 0; p < part; p++) before += shared[control.leftRows + p] as number;
    const leftTo = low + before;
    const rightTo = low + (numbers[call.leftRows] as number) + (from - low - before);
    for (let i = 0; i < left; i++) index[leftTo + i] = scratch[from + i] as number;
    const right = to - from - left;
    for (let i = 0; i < right; i++) index[rightTo + i] = scratch[to - 1 - i] as number;
    if (parts > 1) this.meet();
  }

  /** Left rows from the front of a stretch of `scratch`, right rows from its back. */
  #divide(from: number, to: number): number {
    const { call: numbers, index, scratch } = this.data;
    const bytes = this.#bytes[numbers[call.feature] as number] as Uint8Array;
    const last = numbers[call.bin] as number;
    const isLeft = this.#isLeft.fill(0).fill(1, 0, last + 1);
    isLeft[missingBin] = numbers[call.missingLeft] as number;
    let left = from;
    let right = to - 1;
    for (let i = from; i < to; i++) {
      const row = index[i] as number;
      const step = isLeft[bytes[row * groupSize] as number] as number;
      // Written to both ends, kept at one: quicker than a branch that is wrong half the time.
      scratch[left] = row;
      scratch[right] = row;
      left += step;
      right += step - 1;
    }
    return left - from;
  }
}

/** Place of the best split a part found for a child: 0 the small one, 1 the large one. */
export function bestAt(part: number, child: number): number {
  return (part * 2 + child) * found.size;
}
