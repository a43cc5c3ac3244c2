import { columnNames, emptyColumns, type SeriesColumns } from '../../../../shared/contract/series-columns';
import type { RawColumns } from '../raw-columns';
import { isGood, isUsable } from './cell-statistics';
import type { CellColumns } from './chunk/cell-columns';

const firstRoom = 2048;

/**
 * Cells as they are drawn, put together from stored cells or samples that come in order of time: the least minimum, the
 * greatest maximum, the mean weighted by the values behind it, counts added up. The numbers are those of `decimate`;
 * nothing is copied on the way, for there may be millions.
 */
export class DrawnCells {
  readonly #cellMs;
  #columns = emptyColumns(firstRoom);
  #room = firstRoom;
  #length = 0;
  /** The cell that is being filled. */
  #end = Number.NEGATIVE_INFINITY;
  #rows = 0;
  #n = 0;
  #used = 0;
  #good = 0;
  #sum = 0;
  #mean = Number.NaN;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  /** @param cellMs width of a drawn cell; they lie on absolute multiples of it */
  constructor(cellMs: number) {
    this.#cellMs = cellMs;
  }

  /** Stored cells, `to` not included. */
  addCells(cells: CellColumns, from: number, to: number): void {
    const { t, n, used, good, mean, min, max } = cells;
    for (let row = from; row < to; row += 1) {
      const time = t[row] ?? 0;
      if (time >= this.#end) this.#begin(time);
      const weight = used[row] ?? 0;
      this.#rows += 1;
      this.#n += n[row] ?? 0;
      this.#good += good[row] ?? 0;
      if (weight === 0) continue;
      this.#used += weight;
      this.#mean = mean[row] ?? Number.NaN;
      this.#sum += weight * this.#mean;
      const least = min[row] ?? Number.NaN;
      const most = max[row] ?? Number.NaN;
      if (least < this.#min) this.#min = least;
      if (most > this.#max) this.#max = most;
    }
  }

  /** Samples: `n` is one each, whether their value counts or not. */
  addSamples({ t, value, quality }: Pick<RawColumns, 't' | 'value' | 'quality'>): void {
    for (let row = 0; row < t.length; row += 1) {
      const time = t[row] ?? 0;
      if (time >= this.#end) this.#begin(time);
      const one = value[row] ?? Number.NaN;
      const code = quality[row] ?? 0;
      this.#rows += 1;
      this.#n += 1;
      if (Number.isNaN(one) || (code !== 0 && !isUsable(one, code))) continue;
      this.#used += 1;
      if (code === 0 || isGood(one, code)) this.#good += 1;
      this.#mean = one;
      this.#sum += one;
      if (one < this.#min) this.#min = one;
      if (one > this.#max) this.#max = one;
    }
  }

  /** All cells; what is added afterwards is not in it. */
  columns(): SeriesColumns {
    if (this.#rows > 0) this.#put();
    this.#rows = 0;
    const found = emptyColumns(this.#length);
    for (const name of columnNames) found[name].set(this.#columns[name].subarray(0, this.#length));
    return found;
  }

  #begin(time: number): void {
    if (this.#rows > 0) this.#put();
    const start = Math.floor(time / this.#cellMs) * this.#cellMs;
    if (this.#length === this.#room) this.#grow();
    this.#columns.t[this.#length] = start;
    this.#end = start + this.#cellMs;
    this.#rows = 0;
    this.#n = 0;
    this.#used = 0;
    this.#good = 0;
    this.#sum = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = Number.NEGATIVE_INFINITY;
  }

  #put(): void {
    const at = this.#length;
    const { min, max, mean, n, good } = this.#columns;
    const isEmpty = this.#used === 0;
    min[at] = isEmpty ? Number.NaN : this.#min;
    max[at] = isEmpty ? Number.NaN : this.#max;
    // One row stays what it is, to the last bit.
    const exact = this.#rows === 1 ? this.#mean : this.#sum / this.#used;
    mean[at] = isEmpty ? Number.NaN : exact;
    n[at] = this.#n;
    good[at] = (100 * this.#good) / this.#n;
    this.#length += 1;
  }

  #grow(): void {
    const columns = emptyColumns(this.#room * 4);
    for (const name of columnNames) columns[name].set(this.#columns[name]);
    this.#columns = columns;
    this.#room *= 4;
  }
}
