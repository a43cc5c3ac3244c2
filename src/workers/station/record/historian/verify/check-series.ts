import type { Database } from 'better-sqlite3';
import type { RawColumns } from '../../raw-columns';
import { cellLevels, rawLevel, windowMs, type CellLevel } from '../cell-level';
import type { CellColumns } from '../chunk/cell-columns';
import { cellsOf } from '../chunk/cells-of';
import { ChunkDamaged } from '../chunk/chunk-damaged';
import { decodeCells } from '../chunk/decode-cells';
import { decodeRaw } from '../chunk/decode-raw';
import { mergeSamples } from '../journal/merge-samples';
import { partHash } from '../seal/raw-parts';
import type { SealCheck } from './check-seals';
import type { Finding } from './finding';

interface Row {
  readonly series: number;
  readonly level: number;
  readonly start: number;
  readonly part: number;
  readonly n: number;
  readonly t_first: number;
  readonly t_last: number;
  readonly pass: number;
  readonly sha256: Buffer | null;
  readonly body: Buffer;
}

const rowsAtOnce = 300;
/** Cells equal a computation from their samples this closely, relative to the value. */
const tolerance = 1e-9;

/** Looks through the chunks of one series after the other. */
export class SeriesCheck {
  chunks = 0;
  samples = 0;
  readonly #seals;
  readonly #found;
  readonly #next;
  readonly #page;
  readonly #window;

  constructor(db: Database, seals: SealCheck, found: (finding: Finding) => void) {
    this.#seals = seals;
    this.#found = found;
    this.#next = db
      .prepare<[number], number>('SELECT series FROM chunk WHERE series > ? ORDER BY series LIMIT 1')
      .pluck();
    this.#page = db.prepare<[number, number, number, number], Row>(
      `SELECT * FROM chunk WHERE series = ? AND level = ? AND (start, part) > (?, ?) ORDER BY start, part LIMIT ${rowsAtOnce}`,
    );
    this.#window = db.prepare<[number, number, number], Pick<Row, 'start' | 'body'>>(
      `SELECT start, body FROM chunk WHERE series = ? AND level = ${rawLevel} AND start >= ? AND start < ? ORDER BY start, part`,
    );
  }

  nextSeries(after: number): number | undefined {
    return this.#next.get(after);
  }

  /** Checks a series in steps; inside a transaction. */
  *steps(series: number): Generator<{ chunks: number; samples: number }> {
    let before: Row | undefined;
    for (const rows of this.#pages(series, rawLevel)) {
      for (const row of rows) {
        this.#checkPart(row, before);
        before = row;
      }
      yield { chunks: this.chunks, samples: this.samples };
    }
    for (const level of cellLevels) {
      const covered = new Set<number>();
      for (const rows of this.#pages(series, level.level)) {
        for (const row of rows) {
          this.#checkCells(level, row);
          covered.add(row.start);
        }
        yield { chunks: this.chunks, samples: this.samples };
      }
      this.#checkCovered(level, series, covered);
    }
  }

  *#pages(series: number, level: number): Generator<Row[]> {
    let last: Pick<Row, 'start' | 'part'> = { start: -1, part: 0 };
    for (;;) {
      const rows = this.#page.all(series, level, last.start, last.part);
      yield rows;
      const end = rows.at(-1);
      if (!end || rows.length < rowsAtOnce) return;
      last = end;
    }
  }

  #checkPart(row: Row, before: Row | undefined): void {
    this.chunks += 1;
    this.samples += row.n;
    const wanted = before?.start === row.start ? before.part + 1 : 0;
    if (row.part !== wanted) this.#tell('missing-part', row, `Part ${wanted} is missing`);
    const sha256 = partHash(row, row.body);
    if (!row.sha256?.equals(sha256)) this.#tell('hash', row, 'It is not what was sealed');
    this.#seals.add(row.pass, row.sha256 ?? sha256);
    const samples = this.#decoded(row, () => decodeRaw(row.body));
    if (!samples) return;
    const { t } = samples;
    if (t.length !== row.n || t[0] !== row.t_first || t.at(-1) !== row.t_last)
      this.#tell('counts', row, `It holds ${t.length} samples and says ${row.n}, or their times differ`);
    const isInside = row.t_first >= row.start && row.t_last < row.start + windowMs;
    if (!isInside || !ascends(t)) this.#tell('order', row, 'Its times are not in order or not its own');
  }

  #checkCells(level: CellLevel, row: Row): void {
    this.chunks += 1;
    const cells = this.#decoded(row, () => decodeCells(row.body, level.widthMs, row.start));
    if (!cells) return;
    if (cells.t.length !== row.n)
      this.#tell('counts', row, `It holds ${cells.t.length} cells and says ${row.n}`);
    const wanted = cellsOf(this.#samplesOf(row.series, row.start, row.start + level.spanMs), level.widthMs);
    const differs = difference(cells, wanted);
    if (differs !== undefined) this.#tell('cells', row, `Its cells differ from their samples in ${differs}`);
  }

  /** Every window with samples has a chunk of cells. */
  #checkCovered(level: CellLevel, series: number, covered: ReadonlySet<number>): void {
    let last: Pick<Row, 'start' | 'part'> = { start: -1, part: 0 };
    for (;;) {
      const [row] = this.#page.all(series, rawLevel, last.start, last.part).slice(0, 1);
      if (!row) return;
      const start = Math.floor(row.start / level.spanMs) * level.spanMs;
      if (!covered.has(start))
        this.#tell('cells', { ...row, level: level.level, start, part: 0 }, 'Cells of its samples are missing'); // prettier-ignore
      last = { start: start + level.spanMs - 1, part: 0 };
    }
  }

  #samplesOf(series: number, from: number, to: number): RawColumns {
    const windows = Map.groupBy(this.#window.all(series, from, to), ({ start }) => start);
    return mergeSamples(
      [...windows.values()].map((parts) => mergeSamples(parts.flatMap(({ body }) => readable(body)))),
    );
  }

  #decoded<T>(row: Row, decode: () => T): T | undefined {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof ChunkDamaged)) throw error;
      this.#tell('damaged', row, error.message);
      return undefined;
    }
  }

  #tell(kind: Finding['kind'], { series, level, start, part }: Omit<Row, 'body'>, words: string): void {
    this.#found({ kind, words, series, level, start, part });
  }
}

function readable(body: Buffer): RawColumns[] {
  try {
    return [decodeRaw(body)];
  } catch (error) {
    // Named as a part of its own; cells that were made from it differ as well.
    if (error instanceof ChunkDamaged) return [];
    throw error;
  }
}

function ascends(t: Float64Array): boolean {
  for (let row = 1; row < t.length; row += 1) if ((t[row] ?? 0) <= (t[row - 1] ?? 0)) return false;
  return true;
}

/** The first column in which cells differ. */
function difference(found: CellColumns, wanted: CellColumns): string | undefined {
  if (found.t.length !== wanted.t.length) return 'number';
  return (['t', 'n', 'used', 'good', 'min', 'max', 'mean', 'std'] as const).find((name) => {
    for (let row = 0; row < wanted.t.length; row += 1)
      if (!isClose(found[name][row] ?? 0, wanted[name][row] ?? 0, wanted.max[row] ?? 0)) return true;
    return false;
  });
}

function isClose(found: number, wanted: number, scale: number): boolean {
  if (Object.is(found, wanted) || found === wanted) return true;
  return Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted), Math.abs(scale));
}
