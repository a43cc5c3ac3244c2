/** Stored cells of one series and width as columns of one length, in order of time. Cells without a sample are absent. */
export interface CellColumns {
  /** Start of the cell, epoch ms. */
  readonly t: Float64Array<ArrayBuffer>;
  /** Samples in the cell, whatever their quality. */
  readonly n: Float64Array<ArrayBuffer>;
  /** Samples with a usable value: what mean, std, min and max are over. */
  readonly used: Float64Array<ArrayBuffer>;
  /** Samples with a good value. */
  readonly good: Float64Array<ArrayBuffer>;
  /** NaN where no value is usable; so are std, min and max. */
  readonly mean: Float64Array<ArrayBuffer>;
  /** With ddof 0. */
  readonly std: Float64Array<ArrayBuffer>;
  readonly min: Float64Array<ArrayBuffer>;
  readonly max: Float64Array<ArrayBuffer>;
}

/** The columns a trend needs of cells. */
export type DrawnCells = Omit<CellColumns, 'std'>;

/** Room for a number of cells. */
export function emptyCells(length: number): CellColumns {
  return {
    t: new Float64Array(length),
    n: new Float64Array(length),
    used: new Float64Array(length),
    good: new Float64Array(length),
    mean: new Float64Array(length),
    std: new Float64Array(length),
    min: new Float64Array(length),
    max: new Float64Array(length),
  };
}
