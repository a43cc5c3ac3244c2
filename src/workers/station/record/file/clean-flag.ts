import type { Database } from 'better-sqlite3';

/** Says in the file itself whether its last user closed it: a start after a kill then knows to check the pages. */
export function markClean(db: Database, clean: boolean): void {
  db.prepare(
    "INSERT INTO meta (key, value) VALUES ('clean', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run(clean ? '1' : '0');
}
