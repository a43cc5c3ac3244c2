import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { recordDraftSchema, recordSchema } from '../../../../shared/model/records/record';
import { batchLifeIn } from './batch-life-in';
import type { RecordsKeep, RecordStep, RecordVersion } from './records-keep';

const versionSchema = recordSchema.omit({ status: true, verifiedBy: true, verifiedByName: true });
const factsSchema = z.record(z.string(), z.json());

interface BodyRow {
  readonly body: string;
}
interface VersionRow extends BodyRow {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly client: string | null;
}
interface StepRow extends Omit<RecordStep, 'facts'> {
  readonly facts: string;
}

type Versions = Pick<
  RecordsKeep,
  'addVersion' | 'versionsOf' | 'newestOfBatch' | 'calibrationsOfUnit' | 'ofClient' | 'usedSources'
>;
type Steps = Pick<RecordsKeep, 'addStep' | 'stepsOf' | 'noteOf' | 'addNote'>;
type Drafts = Pick<RecordsKeep, 'draftsOf' | 'saveDraft' | 'removeDraft'>;

/** Records over an open, migrated records.db. */
export function recordsIn(db: Database): RecordsKeep {
  return { ...versionsIn(db), ...stepsIn(db), ...draftsIn(db), ...batchLifeIn(db) };
}

const newest =
  'version = (SELECT max(version) FROM record_version AS all_of WHERE all_of.id = record_version.id)';

function versionsIn(db: Database): Versions {
  const insert = db.prepare(
    `INSERT INTO record_version (id, version, kind, batch_id, unit_id, event_at, entered_at, client_id, body, content_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const of = db.prepare<[string], VersionRow>(
    'SELECT id, version, content_hash AS hash, client_id AS client, body FROM record_version WHERE id = ? ORDER BY version',
  );
  const ofBatch = db.prepare<[string], VersionRow>(
    `SELECT id, version, content_hash AS hash, client_id AS client, body FROM record_version WHERE batch_id = ? AND ${newest} ORDER BY event_at, rowid`,
  );
  const calibrations = db.prepare<[string], VersionRow>(
    `SELECT id, version, content_hash AS hash, client_id AS client, body FROM record_version WHERE unit_id = ? AND kind = 'calibration' AND ${newest} ORDER BY event_at, rowid`,
  );
  const ofClient = db.prepare<[string], VersionRow>(
    'SELECT id, version, content_hash AS hash, client_id AS client, body FROM record_version WHERE client_id = ?',
  );
  const sources = db
    .prepare<[], string>(
      `SELECT DISTINCT json_extract(body, '$.body.sourceId') FROM record_version
       WHERE kind = 'inoculation' AND json_extract(body, '$.body.sourceId') IS NOT NULL`,
    )
    .pluck();
  const toVersion = versionReader();
  return {
    addVersion: (v) => {
      const { id, version, kind, batchId, unitId, eventAt, enteredAt, clientId, contentHash } = v;
      const columns = [id, version, kind, batchId, unitId, eventAt, enteredAt, clientId, JSON.stringify(v)];
      insert.run(...columns, contentHash);
    },
    versionsOf: (id) => of.all(id).map(toVersion),
    newestOfBatch: (batchId) => ofBatch.all(batchId).map(toVersion),
    calibrationsOfUnit: (unitId) => calibrations.all(unitId).map(toVersion),
    ofClient: (clientId) => {
      const row = ofClient.get(clientId);
      return row && toVersion(row);
    },
    usedSources: () => sources.all(),
  };
}

function stepsIn(db: Database): Steps {
  const insert = db.prepare(
    `INSERT INTO record_step (record_id, version, what, meaning, person_id, name, at, signature_id, facts)
     VALUES (@recordId, @version, @what, @meaning, @personId, @name, @at, @signatureId, @facts)`,
  );
  const of = db.prepare<[string], StepRow>(
    `SELECT record_id AS recordId, version, what, meaning, person_id AS personId, name, at, signature_id AS signatureId,
       facts FROM record_step WHERE record_id = ? ORDER BY seq`,
  );
  const addNote = db.prepare('INSERT INTO record_note (note_id, record_id, version) VALUES (?, ?, ?)');
  const note = db
    .prepare<[string], number>('SELECT max(note_id) FROM record_note WHERE record_id = ?')
    .pluck();
  return {
    addStep: (step) => {
      insert.run({ ...step, facts: JSON.stringify(step.facts) });
    },
    stepsOf: (id) => of.all(id).map((row) => ({ ...row, facts: factsSchema.parse(JSON.parse(row.facts)) })),
    noteOf: (recordId) => note.get(recordId) ?? undefined,
    addNote: (noteId, recordId, version) => {
      addNote.run(noteId, recordId, version);
    },
  };
}

function draftsIn(db: Database): Drafts {
  const list = db.prepare<[string], BodyRow>(
    'SELECT body FROM record_draft WHERE person_id = ? ORDER BY saved_at DESC',
  );
  const save = db.prepare(
    `INSERT INTO record_draft (person_id, id, saved_at, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (person_id, id) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body`,
  );
  const remove = db.prepare('DELETE FROM record_draft WHERE person_id = ? AND id = ?');
  return {
    draftsOf: (personId) => list.all(personId).map(({ body }) => recordDraftSchema.parse(JSON.parse(body))),
    saveDraft: (personId, draft) => {
      save.run(personId, draft.id, draft.savedAt, JSON.stringify(draft));
    },
    removeDraft: (personId, id) => remove.run(personId, id).changes > 0,
  };
}

/** Versions never change: each is read and checked once. */
function versionReader(): (row: VersionRow) => RecordVersion {
  const known = new Map<string, RecordVersion>();
  return ({ id, version, hash, client, body }) => {
    const key = `${id} ${version} ${hash} ${client ?? ''}`;
    const found = known.get(key);
    if (found) return found;
    const read = versionSchema.parse(JSON.parse(body));
    if (known.size >= mostKnown) known.clear();
    known.set(key, read);
    return read;
  };
}
const mostKnown = 5000;
