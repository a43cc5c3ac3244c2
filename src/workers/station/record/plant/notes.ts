import type { Database } from 'better-sqlite3';
import {
  batchNoteBodySchema,
  batchNoteSchema,
  type BatchNote,
  type NoteCounts,
  type NoteEntry,
} from '../../../../shared/model/batch-note';
import type { BatchId } from '../../../../shared/model/identity';
import { Refusal } from '../../../../shared/model/refusal';
import type { PlantStore } from './plant-store';

interface Row {
  readonly id: number;
  readonly batchId: string;
  readonly body: string;
  readonly source: string;
  readonly enteredAt: number;
  readonly enteredBy: string;
  readonly replaces: number | null;
  readonly reason: string | null;
  readonly replacedBy: number | null;
}

type Notes = Pick<PlantStore, 'listNotes' | 'appendNotes' | 'noteCounts' | 'hasNotesFrom'>;

const selected = `SELECT note.id, note.batch_id AS batchId, note.body, note.source, note.entered_at AS enteredAt,
  note.entered_by AS enteredBy, note.replaces, note.reason, later.id AS replacedBy
  FROM note LEFT JOIN note AS later ON later.replaces = note.id`;

/** Notes of batches in records.db; the file refuses to change one. */
export function notesIn(db: Database): Notes {
  const list = db.prepare<[string], Row>(`${selected} WHERE note.batch_id = ? ORDER BY note.at, note.id`);
  const find = db.prepare<[number], Row>(`${selected} WHERE note.id = ?`);
  const counts = db.prepare<[], NoteCounts>(
    `SELECT note.batch_id AS batchId, max(note.id) AS newest,
       sum(note.kind = 'sample' AND later.id IS NULL) AS samples, sum(later.id IS NULL) AS notes
     FROM note LEFT JOIN note AS later ON later.replaces = note.id GROUP BY note.batch_id`,
  );
  const from = db.prepare<[string, string], number>(
    'SELECT 1 FROM note WHERE batch_id = ? AND source = ? LIMIT 1',
  );
  const insert = db.prepare(
    `INSERT INTO note (batch_id, kind, at, body, source, entered_at, entered_by, replaces, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const append = db.transaction((batchId: BatchId, entries: readonly NoteEntry[]): BatchNote[] =>
    entries.map(({ body, source, enteredAt, enteredBy, correction }) => {
      if (correction) refuseStale(find.get(correction.replaces), batchId);
      const [replaces, reason] = [correction?.replaces ?? null, correction?.reason ?? null];
      const text = JSON.stringify(batchNoteBodySchema.parse(body));
      const at = [batchId, body.kind, body.at, text, source, enteredAt, enteredBy, replaces, reason];
      return toNote(find.get(Number(insert.run(...at).lastInsertRowid)));
    }),
  );
  return {
    listNotes: (batchId) => list.all(batchId).map(toNote),
    appendNotes: (batchId, entries) => append.immediate(batchId, entries),
    noteCounts: () => counts.all(),
    hasNotesFrom: (batchId, source) => from.get(batchId, source) !== undefined,
  };
}

function refuseStale(row: Row | undefined, batchId: BatchId): void {
  if (row?.batchId !== batchId) throw new Refusal('NOT_FOUND', 'This batch has no such note', 'id');
  if (row.replacedBy !== null)
    throw new Refusal('CONFLICT', 'This note was corrected in the meantime: correct the newer one', 'id');
}

function toNote(row: Row | undefined): BatchNote {
  if (!row) throw new Error('A note is gone');
  const { body, ...kept } = row;
  return batchNoteSchema.parse({ ...(JSON.parse(body) as object), ...kept });
}
