import type { Database } from 'better-sqlite3';

/** A span of one series that is to be read again from the historian, both ends included, epoch ms. */
export interface DirtySpan {
  readonly id: number;
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

/** Lines of up to a few thousand points that wait for a store. */
export interface LineBatch {
  readonly id: number;
  readonly points: number;
  readonly lines: string;
}

export interface NewLines {
  readonly points: number;
  readonly lines: string;
  /** New cursors by series. */
  readonly cursors: ReadonlyMap<number, number>;
}

export interface QueueFigures {
  /** Points that wait. */
  readonly points: number;
  readonly bytes: number;
  /** Points that arrived, and points the store refused for good, ever. */
  readonly sent: number;
  readonly refused: number;
  /** Stretches that are to be read again from the historian. */
  readonly dirty: number;
}

/** What waits to be sent to each edge store, in forward.db. Ids of stores are texts here. */
export interface ForwardQueue {
  /** Queues lines and moves the cursors of their series, both or neither; a dirty span they settle goes with them. */
  add(storeId: string, lines: NewLines, settled?: number): void;
  /** The oldest batches, up to a number of points and at least one; with `after` those behind that one. */
  oldest(storeId: string, points: number, after?: number): LineBatch[];
  /** Takes out what arrived, or what the store refuses for good. */
  remove(storeId: string, batches: readonly LineBatch[], as: 'sent' | 'refused'): void;
  /** Up to which time everything of a series is queued; undefined where nothing was yet. */
  cursors(storeId: string): Map<number, number>;
  setCursor(storeId: string, series: number, t: number): void;
  markDirty(storeId: string, series: number, from: number, to: number): DirtySpan;
  dirty(storeId: string): DirtySpan[];
  figures(storeId: string): QueueFigures;
  /** Forgets a store and all that waits for it. */
  forget(storeId: string): void;
}

type Counted = Omit<QueueFigures, 'dirty'>;

export function queueIn(db: Database): ForwardQueue {
  const figures = new Map<string, Counted>();
  const insert = db.prepare<[string, number, number, string]>(
    'INSERT INTO line_batch (store_id, points, bytes, lines) VALUES (?, ?, ?, ?)',
  );
  const oldest = db.prepare<[string, number], LineBatch>(
    'SELECT id, points, lines FROM line_batch WHERE store_id = ? AND id > ? ORDER BY id',
  );
  const remove = db.prepare<[number]>('DELETE FROM line_batch WHERE id = ?');
  const cursors = db.prepare<[string], { series: number; t: number }>(
    'SELECT series, t FROM cursor WHERE store_id = ?',
  );
  const setCursor = db.prepare<[string, number, number]>(
    'INSERT INTO cursor (store_id, series, t) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET t = excluded.t',
  );
  const markDirty = db.prepare<[string, number, number, number]>(
    'INSERT INTO dirty (store_id, series, from_t, to_t) VALUES (?, ?, ?, ?)',
  );
  const listDirty = db.prepare<[string], DirtySpan>(
    'SELECT id, series, from_t AS "from", to_t AS "to" FROM dirty WHERE store_id = ? ORDER BY id',
  );
  const countDirty = db.prepare<[string], number>('SELECT count(*) FROM dirty WHERE store_id = ?').pluck();
  const settle = db.prepare<[number]>('DELETE FROM dirty WHERE id = ?');
  const count = db.prepare<[number, number, string]>(
    `INSERT INTO sent (points, refused, store_id) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET points = points + excluded.points, refused = refused + excluded.refused`,
  );
  const counted = (storeId: string): Counted => {
    let known = figures.get(storeId);
    if (!known) figures.set(storeId, (known = readFigures(db, storeId)));
    return known;
  };

  return {
    add: (storeId, { points, lines, cursors: moved }, settled) => {
      const bytes = Buffer.byteLength(lines);
      const known = figures.get(storeId);
      db.transaction(() => {
        if (points > 0) insert.run(storeId, points, bytes, lines);
        for (const [series, t] of moved) setCursor.run(storeId, series, t);
        if (settled !== undefined) settle.run(settled);
      })();
      // Counted along: summing the whole queue at every commit would slow as it grows.
      if (known)
        figures.set(storeId, { ...known, points: known.points + points, bytes: known.bytes + bytes });
    },
    oldest: (storeId, points, after = 0) => {
      const batches: LineBatch[] = [];
      let sum = 0;
      for (const batch of oldest.iterate(storeId, after)) {
        if (batches.length > 0 && sum + batch.points > points) break;
        batches.push(batch);
        sum += batch.points;
        if (sum >= points) break;
      }
      return batches;
    },
    remove: (storeId, batches, as) => {
      const points = batches.reduce((sum, batch) => sum + batch.points, 0);
      const bytes = batches.reduce((sum, batch) => sum + Buffer.byteLength(batch.lines), 0);
      const known = counted(storeId);
      db.transaction(() => {
        for (const { id } of batches) remove.run(id);
        count.run(as === 'sent' ? points : 0, as === 'refused' ? points : 0, storeId);
      })();
      figures.set(storeId, {
        points: known.points - points,
        bytes: known.bytes - bytes,
        sent: known.sent + (as === 'sent' ? points : 0),
        refused: known.refused + (as === 'refused' ? points : 0),
      });
    },
    cursors: (storeId) => new Map(cursors.all(storeId).map(({ series, t }) => [series, t])),
    setCursor: (storeId, series, t) => {
      setCursor.run(storeId, series, t);
    },
    markDirty: (storeId, series, from, to) => {
      const { lastInsertRowid } = markDirty.run(storeId, series, from, to);
      return { id: Number(lastInsertRowid), series, from, to };
    },
    dirty: (storeId) => listDirty.all(storeId),
    figures: (storeId) => ({ ...counted(storeId), dirty: countDirty.get(storeId) ?? 0 }),
    forget: (storeId) => {
      db.transaction(() => {
        for (const table of ['line_batch', 'cursor', 'dirty', 'sent', 'asked'])
          db.prepare(`DELETE FROM ${table} WHERE store_id = ?`).run(storeId);
      })();
      figures.delete(storeId);
    },
  };
}

function readFigures(db: Database, storeId: string): Counted {
  const waiting = db
    .prepare<[string], { points: number; bytes: number }>(
      `SELECT coalesce(sum(points), 0) AS points, coalesce(sum(bytes), 0) AS bytes FROM line_batch WHERE store_id = ?`,
    )
    .get(storeId);
  const sent = db
    .prepare<[string], { sent: number; refused: number }>(
      'SELECT points AS sent, refused FROM sent WHERE store_id = ?',
    )
    .get(storeId);
  return { points: 0, bytes: 0, sent: 0, refused: 0, ...waiting, ...sent };
}
