import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { appliedLineSchema, type AppliedLine } from '../../../../shared/model/calibration-applied';
import { cellStart, windowMs } from '../historian/cell-level';
import type { CellColumns } from '../historian/chunk/cell-columns';
import type { RawColumns } from '../raw-columns';

interface Row {
  readonly seq: number;
  readonly series: number;
  readonly lines: string;
}

const linesSchema = z.array(appliedLineSchema);

/** The calibrations that apply, by series: laid over samples and cells as they are read. */
export class AppliedLines {
  readonly #newer;
  readonly #series = new Map<number, readonly AppliedLine[]>();
  #known = 0;

  constructor(db: Database) {
    this.#newer = db.prepare<[number], Row>(
      'SELECT seq, series, lines FROM applied_calibration WHERE seq > ? ORDER BY seq',
    );
  }

  /** Takes in new ones; inside a transaction. */
  refresh(): void {
    for (const { seq, series, lines } of this.#newer.all(this.#known)) {
      this.#known = seq;
      const read = linesSchema.parse(JSON.parse(lines));
      if (read.length > 0) this.#series.set(series, read);
      else this.#series.delete(series);
    }
  }

  /** True where a series is put right anywhere. */
  has(series: number): boolean {
    return this.#series.has(series);
  }

  /** Starts of windows in which a line begins or ends: their cells hold both, and are made from samples. */
  seams(series: number, from: number, to: number): number[] {
    const edges = (this.#series.get(series) ?? []).flatMap((line) => [line.from, line.to ?? line.from]);
    return edges.flatMap((edge) => {
      const start = cellStart(edge, windowMs);
      return start !== edge && start < to && start + windowMs > from ? [start] : [];
    });
  }

  /** Samples put right; those given stay as they are. */
  overSamples(series: number, samples: RawColumns): RawColumns {
    const lines = this.#series.get(series);
    if (!lines || samples.t.length === 0) return samples;
    const value = samples.value.slice();
    eachRow(lines, samples.t, (row, { gain, offset }) => {
      value[row] = offset + gain * (value[row] ?? Number.NaN);
    });
    return { ...samples, value };
  }

  /** Stored cells put right: exact, for a straight line keeps means, and swaps least and most where it falls. */
  overCells(series: number, cells: CellColumns): CellColumns {
    const lines = this.#series.get(series);
    if (!lines || cells.t.length === 0) return cells;
    const [mean, std] = [cells.mean.slice(), cells.std.slice()];
    const [min, max] = [cells.min.slice(), cells.max.slice()];
    eachRow(lines, cells.t, (row, { gain, offset }) => {
      const [a, b] = [min, max].map((column) => offset + gain * (column[row] ?? Number.NaN));
      mean[row] = offset + gain * (mean[row] ?? Number.NaN);
      std[row] = Math.abs(gain) * (std[row] ?? Number.NaN);
      min[row] = (gain < 0 ? b : a) ?? Number.NaN;
      max[row] = (gain < 0 ? a : b) ?? Number.NaN;
    });
    return { ...cells, mean, std, min, max };
  }
}

/** Rows are in order of time, and so are lines. */
function eachRow(
  lines: readonly AppliedLine[],
  t: Float64Array,
  put: (row: number, line: AppliedLine) => void,
): void {
  let at = 0;
  for (let row = 0; row < t.length; row += 1) {
    const time = t[row] ?? 0;
    while (at < lines.length && (lines[at]?.to ?? Number.POSITIVE_INFINITY) <= time) at += 1;
    const line = lines[at];
    if (!line) return;
    if (line.from <= time) put(row, line);
  }
}
