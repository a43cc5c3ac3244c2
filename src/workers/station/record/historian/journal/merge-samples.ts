import { qualityCode } from '../../../../../shared/model/quality';
import { emptyRaw, type RawColumns } from '../../raw-columns';

/** Nothing could be computed for want of an input: a place held open for the number, once the input is filled in. */
const stillOpen = qualityCode('missing-input');

/**
 * Samples of one series from several places as one, in order of time. Of several samples of one time the first counts,
 * in the order of the pieces, except over a place that is still open, which the first number takes.
 */
export function mergeSamples(pieces: readonly RawColumns[]): RawColumns {
  const all = joined(pieces);
  return ascends(all.t) ? all : firstOfEach(all);
}

/** True for a place that a later number may still take. */
export function isOpen(columns: Pick<RawColumns, 'value' | 'quality'>, row: number): boolean {
  return columns.quality[row] === stillOpen && Number.isNaN(columns.value[row] ?? Number.NaN);
}

/** Rows of columns as views, `to` not included. */
export function rowsOf(columns: RawColumns, from: number, to: number): RawColumns {
  return {
    t: columns.t.subarray(from, to),
    value: columns.value.subarray(from, to),
    quality: columns.quality.subarray(from, to),
    seen: columns.seen.subarray(from, to),
    origin: columns.origin.subarray(from, to),
  };
}

/** Copies a row from columns to columns. */
export function copyRow(from: RawColumns, row: number, to: RawColumns, at: number): void {
  to.t[at] = from.t[row] ?? 0;
  to.value[at] = from.value[row] ?? Number.NaN;
  to.quality[at] = from.quality[row] ?? 0;
  to.seen[at] = from.seen[row] ?? 0;
  to.origin[at] = from.origin[row] ?? 0;
}

/** The first row at or after a time in ascending columns. */
export function rowFrom(t: Float64Array, time: number): number {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((t[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function joined(pieces: readonly RawColumns[]): RawColumns {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const all = emptyRaw(pieces.reduce((rows, piece) => rows + piece.t.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.t.set(piece.t, at);
    all.value.set(piece.value, at);
    all.quality.set(piece.quality, at);
    all.seen.set(piece.seen, at);
    all.origin.set(piece.origin, at);
    at += piece.t.length;
  }
  return all;
}

function ascends(t: Float64Array): boolean {
  for (let row = 1; row < t.length; row += 1) if ((t[row] ?? 0) <= (t[row - 1] ?? 0)) return false;
  return true;
}

function firstOfEach(all: RawColumns): RawColumns {
  const { t } = all;
  const order = Uint32Array.from(t.keys()).toSorted((a, b) => (t[a] ?? 0) - (t[b] ?? 0) || a - b);
  const kept = emptyRaw(t.length);
  let length = 0;
  for (const row of order) {
    const same = length > 0 && kept.t[length - 1] === t[row];
    if (!same) length += 1;
    const takes = isOpen(kept, length - 1) && !Number.isNaN(all.value[row] ?? Number.NaN);
    if (!same || takes) copyRow(all, row, kept, length - 1);
  }
  return rowsOf(kept, 0, length);
}
