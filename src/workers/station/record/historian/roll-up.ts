import type { Database } from 'better-sqlite3';
import { cellLevels, type CellLevel } from './cell-level';
import { cellStatistics, type ValueRow } from './cell-statistics';
import type { DirtyCells } from './dirty-cells';

type CellRow = [
  series: number,
  t: number,
  n: number,
  used: number,
  good: number,
  mean: number | null,
  std: number | null,
  min: number | null,
  max: number | null,
];

/** Computes cells from their raw rows and stores them; the only writer of the two cell tables. */
export class RollUp {
  readonly #dirty;
  readonly #rows;
  readonly #store = new Map<CellLevel, (row: CellRow) => void>();

  constructor(db: Database, dirty: DirtyCells) {
    this.#dirty = dirty;
    this.#rows = db
      .prepare<[number, number, number], ValueRow>(
        'SELECT value, quality FROM sample WHERE series = ? AND t >= ? AND t < ?',
      )
      .raw();
    for (const level of cellLevels) {
      const statement = db.prepare<CellRow>(
        `INSERT OR REPLACE INTO ${level.table} (series, t, n, used, good, mean, std, min, max) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      this.#store.set(level, (row) => statement.run(...row));
    }
  }

  /**
   * Computes due cells, newest first, for about `budgetMs`; inside a transaction.
   * @returns how many were computed
   */
  slice(now: number, budgetMs: number, atOnce: boolean): number {
    const end = performance.now() + budgetMs;
    let computed = 0;
    for (let due = this.#dirty.due(now, atOnce); due; due = this.#dirty.due(now, atOnce))
      for (const series of due.series) {
        this.#compute(due.level, series, due.t);
        computed += 1;
        if (performance.now() > end) return computed;
      }
    return computed;
  }

  #compute(level: CellLevel, series: number, t: number): void {
    const { n, used, good, mean, std, min, max } = cellStatistics(
      this.#rows.all(series, t, t + level.widthMs),
    );
    this.#store.get(level)?.([series, t, n, used, good, mean, std, min, max]);
    this.#dirty.strike(level, series, t);
  }
}
