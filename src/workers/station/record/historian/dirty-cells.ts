import type { Database } from 'better-sqlite3';
import { cellLevels, cellStart, settleMs, type CellLevel } from './cell-level';

/** Cells of one start time that are due. */
export interface DueCells {
  readonly level: CellLevel;
  readonly t: number;
  readonly series: readonly number[];
}

interface Group {
  readonly series: Set<number>;
  /** Earliest time to compute it: after its end, or a moment after a latecomer, who seldom comes alone. */
  readonly dueAt: number;
}

const lateComersMs = 1000;

/**
 * The cells whose samples changed since they were last computed, in memory and in the same transaction in the file,
 * so that a kill at any moment forgets none.
 */
export class DirtyCells {
  readonly #groups = new Map<CellLevel, Map<number, Group>>(cellLevels.map((level) => [level, new Map()]));
  readonly #insert;
  readonly #delete;
  /** What a rollback has to undo in memory, newest last. */
  #undo: (() => void)[] = [];

  constructor(db: Database) {
    this.#insert = db.prepare<[number, number, number]>(
      'INSERT INTO dirty_cell (width, series, t) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#delete = db.prepare<[number, number, number]>(
      'DELETE FROM dirty_cell WHERE width = ? AND series = ? AND t = ?',
    );
    const stored = db.prepare<[number], [number, number]>('SELECT series, t FROM dirty_cell WHERE width = ?');
    for (const level of cellLevels)
      for (const [series, t] of stored.raw().all(level.widthMs)) this.#remember(level, series, t, 0);
  }

  /** Notes that a sample at `t` was added; inside the transaction that adds it. */
  touch(series: number, t: number, now: number): void {
    for (const level of cellLevels) {
      const start = cellStart(t, level.widthMs);
      if (!this.#remember(level, series, start, now)) continue;
      this.#insert.run(level.widthMs, series, start);
      this.#undo.push(() => this.#forget(level, series, start));
    }
  }

  /** Takes a cell off the list; inside the transaction that stores its new numbers. */
  strike(level: CellLevel, series: number, t: number): void {
    this.#delete.run(level.widthMs, series, t);
    this.#forget(level, series, t);
    this.#undo.push(() => this.#remember(level, series, t, 0));
  }

  /** The transaction is on disk. */
  committed(): void {
    this.#undo = [];
  }

  /** The transaction was undone, and so is what it noted here. */
  rolledBack(): void {
    for (const undo of this.#undo.toReversed()) undo();
    this.#undo = [];
  }

  /**
   * The newest closed cells of the narrowest level that has any.
   * @param now epoch ms
   * @param atOnce also those a latecomer touched a moment ago
   */
  due(now: number, atOnce: boolean): DueCells | undefined {
    for (const [level, groups] of this.#groups) {
      let newest = -1;
      for (const [t, group] of groups)
        if (t > newest && (atOnce ? t + level.widthMs + settleMs : group.dueAt) <= now) newest = t;
      const found = groups.get(newest);
      if (found) return { level, t: newest, series: [...found.series] };
    }
    return undefined;
  }

  #forget(level: CellLevel, series: number, t: number): void {
    const groups = this.#groups.get(level);
    const group = groups?.get(t);
    group?.series.delete(series);
    if (group?.series.size === 0) groups?.delete(t);
  }

  #remember(level: CellLevel, series: number, t: number, now: number): boolean {
    const groups = this.#groups.get(level);
    const group = groups?.get(t);
    if (group?.series.has(series)) return false;
    if (group) group.series.add(series);
    else
      groups?.set(t, {
        series: new Set([series]),
        dueAt: Math.max(t + level.widthMs + settleMs, now + lateComersMs),
      });
    return true;
  }
}
