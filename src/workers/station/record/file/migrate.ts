import type { Database } from 'better-sqlite3';

/** One step of a file's layout. Released steps never change; a new layout is a new step. */
export interface Migration {
  /** The `user_version` the file has afterwards; steps count from 1 without a hole. */
  readonly version: number;
  readonly sql: string;
  /** What SQL cannot say, after `sql` and in the same transaction. */
  readonly move?: (db: Database) => void;
  /** Last, once everything has moved. */
  readonly after?: string;
}

/** Brings a file up to the newest layout, all steps or none. Returns the version it had before. */
export function migrate(db: Database, migrations: readonly Migration[]): number {
  const before = userVersion(db);
  const due = migrations.filter((step) => step.version > before);
  if (due.length === 0) return before;
  db.transaction(() => {
    for (const step of due) {
      db.exec(step.sql);
      step.move?.(db);
      if (step.after !== undefined) db.exec(step.after);
      db.pragma(`user_version = ${step.version}`);
    }
  }).immediate();
  return before;
}

/** Layout version written in the file; 0 for an empty one. */
export function userVersion(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
