import type { Database } from 'better-sqlite3';
import type { SeriesLevel } from '../../../../shared/contract/series';
import { packColumns } from '../../../../shared/contract/series-columns';
import { decimate, drawnCellMs, type WeightedColumns } from '../../../../shared/calc/decimate';
import { emptyRaw, type RawColumns } from '../raw-columns';
import type { RecordedSample } from '../recorded-sample';
import { cellLevels, cellStart, settleMs } from './cell-level';
import { CellReader } from './cell-reader';
import { samplePoints } from './sample-points';
import type { ReadChannel, ReaderVerbs, SeriesAnswer, SeriesWindow } from './thread-messages';

interface Reduced {
  readonly level: SeriesLevel;
  readonly columns: WeightedColumns;
}

const [halfMinute, tenMinutes] = cellLevels;

/** Answers questions about history. Each answer is of one moment, whatever the writer does meanwhile. */
export class HistorianReader {
  readonly #db;
  readonly #cells;
  readonly #newest;
  readonly #raw;

  constructor(db: Database) {
    this.#db = db;
    this.#cells = new CellReader(db);
    this.#newest = db.prepare<[number, number], Omit<RecordedSample, 'series'>>(
      'SELECT t, value, quality, seen AS seenAt FROM sample WHERE series = ? AND t <= ? ORDER BY t DESC LIMIT 1',
    );
    this.#raw = db.prepare<[number, number, number, number], Omit<RecordedSample, 'series'>>(
      'SELECT t, value, quality, seen AS seenAt FROM sample WHERE series = ? AND t >= ? AND t < ? ORDER BY t LIMIT ?',
    );
  }

  /** Samples as they were recorded. */
  raw({ series, from, to, limit }: ReaderVerbs['raw']['ask']): RawColumns {
    const rows = this.#raw.all(series, from, to, limit);
    const columns = emptyRaw(rows.length);
    rows.forEach(({ t, value, quality, seenAt }, index) => {
      columns.t[index] = t;
      columns.value[index] = value ?? Number.NaN;
      columns.quality[index] = quality;
      columns.seen[index] = seenAt;
    });
    return columns;
  }

  /** At most one point a pixel (from a width of 2 px on), each of what it covers. Nothing is invented in gaps. */
  read(ask: ReaderVerbs['read']['ask']): SeriesAnswer {
    return this.#answer(ask, (channel) => this.#reduce(channel, ask, ask.widthPx));
  }

  /** The closed 30 s cells that begin in the window. */
  grid(ask: ReaderVerbs['grid']['ask']): SeriesAnswer {
    const closed = cellStart(ask.now - settleMs, halfMinute.widthMs);
    const to = Math.min(ask.to, closed);
    return this.#answer(ask, ({ series }) => ({
      level: halfMinute.name,
      columns: this.#cells.cells(halfMinute, series, ask.from, to),
    }));
  }

  /** Newest recorded time of each series; null where there is none. */
  lastTimes({ series }: ReaderVerbs['lastTimes']['ask']): (number | null)[] {
    return series.map((one) => this.#newest.get(one, Number.MAX_SAFE_INTEGER)?.t ?? null);
  }

  /** Newest sample of each series, up to a time where one is given. */
  newest({
    series,
    upTo = Number.MAX_SAFE_INTEGER,
  }: ReaderVerbs['newest']['ask']): (RecordedSample | null)[] {
    return series.map((one) => {
      const found = this.#newest.get(one, upTo);
      return found ? { series: one, ...found } : null;
    });
  }

  #answer(window: SeriesWindow, reduce: (channel: ReadChannel) => Reduced): SeriesAnswer {
    const reduced = this.#db.transaction(() => window.channels.map(reduce)).deferred();
    return {
      head: {
        from: window.from,
        to: window.to,
        channels: reduced.map(({ level, columns }, index) => ({
          // The same array in the same order: the channel is there.
          id: (window.channels[index] as ReadChannel).id,
          level,
          points: columns.t.length,
        })),
      },
      data: packColumns(reduced.map(({ columns }) => columns)),
    };
  }

  #reduce(channel: ReadChannel, window: SeriesWindow, widthPx: number): Reduced {
    const pixelMs = (window.to - window.from) / widthPx;
    // A slow channel has fewer samples than pixels even there: they are shown as they are.
    if (pixelMs < Math.max(halfMinute.widthMs, channel.cadenceMs))
      return { level: 'raw', columns: this.#reduceRaw(channel.series, window, widthPx) };
    const level = pixelMs < tenMinutes.widthMs ? halfMinute : tenMinutes;
    const cellMs = drawnCellMs(window.to - window.from, widthPx, level.widthMs);
    const { from, to } = wholeCells(window, cellMs);
    return {
      level: level.name,
      columns: decimate(this.#cells.cells(level, channel.series, from, to), cellMs),
    };
  }

  #reduceRaw(series: number, window: SeriesWindow, widthPx: number): WeightedColumns {
    const cellMs = drawnCellMs(window.to - window.from, widthPx, 1);
    const { from, to } = wholeCells(window, cellMs);
    const rows = this.#cells.samples(series, from, to);
    const inside = rows.filter(([t]) => t >= window.from && t < window.to);
    return inside.length <= widthPx ? samplePoints(inside) : decimate(samplePoints(rows), cellMs);
  }
}

/** The window widened to whole drawn cells: a cell at the edge says the same wherever the window stands. */
function wholeCells(window: SeriesWindow, cellMs: number): { from: number; to: number } {
  return {
    from: cellStart(window.from, cellMs),
    to: cellStart(window.to - 1, cellMs) + cellMs,
  };
}
