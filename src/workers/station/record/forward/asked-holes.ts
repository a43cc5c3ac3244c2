import type { Database } from 'better-sqlite3';

/** A hole as a store was asked about it. */
export interface AskedHole {
  readonly storeId: string;
  readonly series: number;
  /** Beginning of the hole, epoch ms. */
  readonly from: number;
  /** True while it went on: closed, it is another question. */
  readonly open: boolean;
}

/** What edge stores were asked and had nothing for, and the log of backfills, in forward.db. */
export interface AskedHoles {
  /** When to ask again, epoch ms, and how often it was asked; undefined where it never was. */
  remembered(hole: AskedHole): { readonly attempts: number; readonly nextAt: number } | undefined;
  remember(hole: AskedHole, attempts: number, nextAt: number): void;
  /** Ask everything again: what a store holds or how it names it has changed. */
  forgetStore(storeId: string): void;
  /** Forgets holes that began before a time. */
  forgetBefore(t: number): void;
  /** Adds a line to the log, as JSON; old lines go. */
  noteRun(body: unknown): void;
  /** Newest first. */
  runs(limit: number): unknown[];
}

const keptRuns = 200;

export function askedIn(db: Database): AskedHoles {
  const get = db.prepare<[string, number, number, number], { attempts: number; nextAt: number }>(
    'SELECT attempts, next_at AS nextAt FROM asked WHERE store_id = ? AND series = ? AND from_t = ? AND open = ?',
  );
  const put = db.prepare<[string, number, number, number, number, number]>(
    `INSERT INTO asked (store_id, series, from_t, open, attempts, next_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET attempts = excluded.attempts, next_at = excluded.next_at`,
  );
  const forgetStore = db.prepare<[string]>('DELETE FROM asked WHERE store_id = ?');
  const forgetBefore = db.prepare<[number]>('DELETE FROM asked WHERE from_t < ?');
  const note = db.prepare<[string]>('INSERT INTO run (body) VALUES (?)');
  const thin = db.prepare<[number]>('DELETE FROM run WHERE id <= (SELECT max(id) FROM run) - ?');
  const runs = db.prepare<[number], string>('SELECT body FROM run ORDER BY id DESC LIMIT ?').pluck();
  return {
    remembered: ({ storeId, series, from, open }) => get.get(storeId, series, from, open ? 1 : 0),
    remember: ({ storeId, series, from, open }, attempts, nextAt) => {
      put.run(storeId, series, from, open ? 1 : 0, attempts, nextAt);
    },
    forgetStore: (storeId) => {
      forgetStore.run(storeId);
    },
    forgetBefore: (t) => {
      forgetBefore.run(t);
    },
    noteRun: (body) => {
      note.run(JSON.stringify(body));
      thin.run(keptRuns);
    },
    runs: (limit) => runs.all(limit).map((body) => JSON.parse(body) as unknown),
  };
}
