import type { Database } from 'better-sqlite3';
import type { SeriesLevel } from '../../../../shared/contract/series';
import { packColumns, type SeriesColumns } from '../../../../shared/contract/series-columns';
import { drawnCellMs } from '../../../../shared/calc/decimate';
import type { RawColumns } from '../raw-columns';
import type { RecordedSample } from '../recorded-sample';
import { cellLevels, cellStart, settleMs } from './cell-level';
import { CellReader } from './cell-reader';
import { AppliedLines } from '../calibrations/applied-lines';
import { Corrections } from './corrections';
import { DrawnCells } from './drawn-cells';
import { rowFrom, rowsOf } from './journal/merge-samples';
import { RawReader } from './raw-reader';
import { samplePoints } from './sample-points';
import { StoredChunks } from '../keep/stored-chunks';
import { Tail } from './tail';
import type { DamagedChunk, ReadChannel, ReaderVerbs, SeriesAnswer, SeriesWindow } from './thread-messages'; // prettier-ignore

interface Reduced {
  readonly level: SeriesLevel;
  readonly columns: SeriesColumns;
}

const [halfMinute, tenMinutes] = cellLevels;

/** Answers questions about history. Each answer is of one moment, whatever the writer does meanwhile. */
export class HistorianReader {
  readonly #db;
  readonly #chunks;
  readonly #tail;
  readonly #corrections;
  readonly #applied;
  readonly #raw;
  readonly #cells;
  readonly #named = new Set<string>();

  /** @param onDamaged told once of each chunk that had to be left out of an answer */
  constructor(db: Database, onDamaged: (chunk: DamagedChunk) => void = () => undefined) {
    const damaged = (chunk: DamagedChunk): void => {
      const name = `${chunk.series} ${chunk.level} ${chunk.start} ${chunk.part}`;
      if (!this.#named.has(name)) onDamaged(chunk);
      this.#named.add(name);
    };
    this.#db = db;
    this.#chunks = new StoredChunks(db);
    this.#tail = new Tail(db);
    this.#corrections = new Corrections(db);
    this.#applied = new AppliedLines(db);
    this.#raw = new RawReader(this.#chunks, this.#tail, this.#corrections, this.#applied, damaged);
    const overlays = { corrections: this.#corrections, applied: this.#applied };
    this.#cells = new CellReader(this.#chunks, this.#raw, this.#tail, overlays, damaged);
  }

  /** Samples as they were recorded; with `corrected` put right by calibrations, and by persons where they corrected. */
  raw({ series, from, to, limit, corrected = false }: ReaderVerbs['raw']['ask']): RawColumns {
    return this.#atOneMoment(() => {
      const found = this.#raw.recorded(series, from, to, limit);
      if (!corrected) return found;
      return this.#corrections.overlay(series, this.#applied.overSamples(series, found));
    });
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
      columns: this.#cells.cells(halfMinute, series, ask.from, to, halfMinute.widthMs),
    }));
  }

  /** Newest recorded time of each series; null where there is none. */
  lastTimes({ series }: ReaderVerbs['lastTimes']['ask']): (number | null)[] {
    return this.newest({ series }).map((sample) => sample?.t ?? null);
  }

  /** Newest sample of each series, up to a time where one is given. */
  newest({
    series,
    upTo = Number.MAX_SAFE_INTEGER - 1,
  }: ReaderVerbs['newest']['ask']): (RecordedSample | null)[] {
    return this.#atOneMoment(() =>
      series.map((one) => sampleOf(one, this.#applied.overSamples(one, this.#raw.newest(one, upTo)))),
    );
  }

  #atOneMoment<T>(look: () => T): T {
    return this.#db
      .transaction(() => {
        this.#chunks.refresh();
        this.#tail.refresh();
        this.#corrections.refresh();
        this.#applied.refresh();
        return look();
      })
      .deferred();
  }

  #answer(window: SeriesWindow, reduce: (channel: ReadChannel) => Reduced): SeriesAnswer {
    const reduced = this.#atOneMoment(() => window.channels.map(reduce));
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
      columns: this.#cells.cells(level, channel.series, from, to, cellMs),
    };
  }

  #reduceRaw(series: number, window: SeriesWindow, widthPx: number): SeriesColumns {
    const cellMs = drawnCellMs(window.to - window.from, widthPx, 1);
    const { from, to } = wholeCells(window, cellMs);
    const rows = this.#raw.points(series, from, to);
    const inside = rowsOf(rows, rowFrom(rows.t, window.from), rowFrom(rows.t, window.to));
    if (inside.t.length <= widthPx) return samplePoints(inside);
    const drawn = new DrawnCells(cellMs);
    drawn.addSamples(rows);
    return drawn.columns();
  }
}

function sampleOf(series: number, { t, value, quality, seen, origin }: RawColumns): RecordedSample | null {
  if (t.length === 0) return null;
  const [measured = Number.NaN] = value;
  const sample = {
    series,
    t: t[0] ?? 0,
    value: Number.isNaN(measured) ? null : measured,
    quality: quality[0] ?? 0,
    seenAt: seen[0] ?? 0,
  };
  return origin[0] === 0 ? sample : { ...sample, origin: origin[0] ?? 0 };
}

/** The window widened to whole drawn cells: a cell at the edge says the same wherever the window stands. */
function wholeCells(window: SeriesWindow, cellMs: number): { from: number; to: number } {
  return {
    from: cellStart(window.from, cellMs),
    to: cellStart(window.to - 1, cellMs) + cellMs,
  };
}
