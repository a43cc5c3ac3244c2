import { rowsOf, mergeSamples } from './merge-samples';
import type { RawColumns } from '../../raw-columns';

const columnCount = 5;
const firstRoom = 4;

/**
 * Samples of one series and window in the order in which they came, and which rows of the journal they came in. All
 * columns share one buffer, so that a series with one sample costs little.
 */
export class SampleRun {
  #data = new Float64Array(firstRoom * columnCount);
  #room = firstRoom;
  #length = 0;
  /** Row of the journal of each hand-in, and where it ends. */
  #seqs: number[] = [];
  #ends: number[] = [];
  #merged: RawColumns | undefined;

  get length(): number {
    return this.#length;
  }

  /** Rows of the journal, one for each {@link add}. */
  get seqs(): readonly number[] {
    return this.#seqs;
  }

  /** Adds rows that came with a row of the journal; `to` not included. */
  add(seq: number, columns: RawColumns, from: number, to: number): void {
    const count = to - from;
    this.#reserve(this.#length + count);
    const own = this.#columns(this.#length, this.#length + count);
    own.t.set(columns.t.subarray(from, to));
    own.value.set(columns.value.subarray(from, to));
    own.quality.set(columns.quality.subarray(from, to));
    own.seen.set(columns.seen.subarray(from, to));
    own.origin.set(columns.origin.subarray(from, to));
    this.#length += count;
    this.#seqs.push(seq);
    this.#ends.push(this.#length);
    this.#merged = undefined;
  }

  /** Forgets what came with rows of the journal that are gone. */
  keep(isThere: (seq: number) => boolean): void {
    const seqs: number[] = [];
    const ends: number[] = [];
    let length = 0;
    let from = 0;
    this.#seqs.forEach((seq, index) => {
      const to = this.#ends[index] ?? from;
      if (isThere(seq)) {
        for (let column = 0; column < columnCount; column += 1)
          this.#data.copyWithin(column * this.#room + length, column * this.#room + from, column * this.#room + to); // prettier-ignore
        length += to - from;
        seqs.push(seq);
        ends.push(length);
      }
      from = to;
    });
    this.#length = length;
    this.#seqs = seqs;
    this.#ends = ends;
    this.#merged = undefined;
  }

  /** In order of time, one sample of each; views that hold until the next change. */
  merged(): RawColumns {
    return (this.#merged ??= mergeSamples([this.#columns(0, this.#length)]));
  }

  #columns(from: number, to: number): RawColumns {
    const column = (index: number): Float64Array<ArrayBuffer> =>
      this.#data.subarray(index * this.#room, (index + 1) * this.#room);
    return rowsOf(
      { t: column(0), value: column(1), quality: column(2), seen: column(3), origin: column(4) },
      from,
      to,
    );
  }

  #reserve(rows: number): void {
    if (rows <= this.#room) return;
    const room = Math.max(rows, this.#room * 2);
    const data = new Float64Array(room * columnCount);
    for (let column = 0; column < columnCount; column += 1)
      data.set(this.#data.subarray(column * this.#room, column * this.#room + this.#length), column * room);
    this.#data = data;
    this.#room = room;
  }
}
