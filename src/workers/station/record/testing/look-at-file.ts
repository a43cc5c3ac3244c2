import { expect } from 'vitest';
import { qualityLevel } from '../../../../shared/model/quality';
import { cellLevels, type CellLevel } from '../historian/cell-level';
import { decodeCells } from '../historian/chunk/decode-cells';
import type { ScratchWriter } from './scratch-writer';
import { storedRows, type StoredRow } from './stored-rows';

/** Everything of series 1 to 3 that is in the file. */
export function rows({ db }: ScratchWriter): StoredRow[] {
  return storedRows(db, [1, 2, 3]);
}

/** States told so far. */
export function states({ told }: ScratchWriter): string[] {
  return told.flatMap((news) => (news.kind === 'state' ? [news.state.kind] : []));
}

/** All that is handed in is written, and what is complete at that time is sealed. */
export function workAt(scratch: ScratchWriter, now: number): void {
  scratch.writer.tick(now);
  scratch.writer.settle(0);
  scratch.work();
}

/** Nothing came for so long that everything is complete. */
export function sealAll(scratch: ScratchWriter, now: number): void {
  workAt(scratch, now);
  workAt(scratch, now + 900_000);
  expect(count(scratch, 'journal')).toBe(0);
}

/** Rows of a table, or of a table and a condition. */
export function count({ db }: ScratchWriter, what: string): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${what}`).pluck().get() ?? 0;
}

/** For a count: the sealed parts of samples. */
export const rawParts = 'chunk WHERE level = 0';

type Cell = Readonly<Record<'series' | 't' | 'n' | 'used' | 'good' | 'mean' | 'std' | 'min' | 'max', number>>;

/** The cells as the samples alone demand them. */
function recomputed(scratch: ScratchWriter, widthMs: number): Cell[] {
  const groups = Map.groupBy(rows(scratch), ({ series, t }) => `${series} ${t - (t % widthMs)}`);
  return [...groups].map(([key, members]) => {
    const [series = 0, t = 0] = key.split(' ').map(Number);
    const usable = members.filter(({ value, quality }) => value !== null && qualityLevel(quality) !== 'bad');
    const values = usable.map(({ value }) => Number(value));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const some = values.length > 0;
    return {
      series,
      t,
      n: members.length,
      used: values.length,
      good: usable.filter(({ quality }) => qualityLevel(quality) === 'good').length,
      mean,
      std: Math.sqrt(variance),
      min: some ? Math.min(...values) : Number.NaN,
      max: some ? Math.max(...values) : Number.NaN,
    };
  });
}

function storedCells({ db }: ScratchWriter, level: CellLevel): Cell[] {
  const chunks = db
    .prepare<[number], { series: number; start: number; body: Buffer }>(
      'SELECT series, start, body FROM chunk WHERE level = ? ORDER BY series, start',
    )
    .all(level.level);
  return chunks.flatMap(({ series, start: begin, body }) => {
    const { t, n, used, good, mean, std, min, max } = decodeCells(body, level.widthMs, begin);
    const columns = { t, n, used, good, mean, std, min, max };
    return Array.from(t, (_, row) => ({
      series,
      ...(Object.fromEntries(
        Object.entries(columns).map(([name, column]) => [name, column[row] ?? 0]),
      ) as unknown as Omit<Cell, 'series'>),
    }));
  });
}

/** Stored cells are what the samples alone demand. */
export function expectCellsRight(scratch: ScratchWriter): void {
  for (const level of cellLevels) {
    const wanted = recomputed(scratch, level.widthMs);
    const found = storedCells(scratch, level);
    expect(found.map(({ series, t }) => [series, t])).toEqual(wanted.map(({ series, t }) => [series, t]));
    found.forEach((cell, index) => {
      for (const [name, value] of Object.entries(wanted[index] ?? {})) {
        const stored = Number(Reflect.get(cell, name));
        // Infinite and absent ones are the same or not.
        if (!Object.is(stored, value)) expect(Math.abs(stored - value)).toBeLessThan(1e-9);
      }
    });
  }
}
