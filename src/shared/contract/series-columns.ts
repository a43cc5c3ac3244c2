/**
 * Layout of a series answer: for every channel of the head, six little-endian float64 columns of `points` values one
 * after the other. NaN where a cell holds no usable number.
 */
export interface SeriesColumns {
  /** Start of the cell (or time of the sample), epoch ms. */
  readonly t: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly mean: Float64Array;
  /** Samples in the cell, whatever their quality. */
  readonly n: Float64Array;
  /** Percent of them that are good. */
  readonly good: Float64Array;
}

export const columnNames = ['t', 'min', 'max', 'mean', 'n', 'good'] as const;

/** Columns of a length, to be filled. */
export function emptyColumns(points: number): SeriesColumns {
  return {
    t: new Float64Array(points),
    min: new Float64Array(points),
    max: new Float64Array(points),
    mean: new Float64Array(points),
    n: new Float64Array(points),
    good: new Float64Array(points),
  };
}

/** Joins the columns of several channels into one buffer in the order given. */
export function packColumns(channels: readonly SeriesColumns[]): ArrayBuffer {
  const total = channels.reduce((sum, columns) => sum + columns.t.length * columnNames.length, 0);
  const packed = new Float64Array(total);
  let offset = 0;
  for (const columns of channels) {
    for (const name of columnNames) {
      packed.set(columns[name], offset);
      offset += columns[name].length;
    }
  }
  return packed.buffer;
}

/** The inverse of {@link packColumns}: views into the buffer, no copy. `points` comes from the head. */
export function unpackColumns(buffer: ArrayBuffer, points: readonly number[]): SeriesColumns[] {
  let offset = 0;
  const take = (length: number): Float64Array => {
    const view = new Float64Array(buffer, offset * 8, length);
    offset += length;
    return view;
  };
  return points.map((length) => ({
    t: take(length),
    min: take(length),
    max: take(length),
    mean: take(length),
    n: take(length),
    good: take(length),
  }));
}
