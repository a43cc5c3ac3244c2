import type { Database } from 'better-sqlite3';
import { signatureSchema, type Signature } from '../../../../shared/model/signature';
import type { KeptSignature, SignaturesKeep } from './signatures-keep';

interface Row {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly version: number;
  readonly meaning: string;
  readonly personId: string;
  readonly at: number;
  readonly body: string;
}

const columns = `id, subject_type AS type, subject_id AS subject, subject_version AS version, meaning,
  person_id AS personId, at, body`;

/** Signatures over an open, migrated records.db. */
export function signaturesIn(db: Database): SignaturesKeep {
  const insert = db.prepare(
    `INSERT INTO signature (id, subject_type, subject_id, subject_version, meaning, person_id, at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const of = db.prepare<[string, string], Row>(
    `SELECT ${columns} FROM signature WHERE subject_type = ? AND subject_id = ? ORDER BY at, rowid`,
  );
  return {
    addSignature: (signature) => {
      const { id, subject, meaning, personId, at } = signature;
      const body = JSON.stringify(signature);
      insert.run(id, subject.type, subject.id, subject.version, meaning, personId, at, body);
    },
    signaturesOf: (type, id) => of.all(type, id).map(toKept),
  };
}

/** A row whose columns say something else than its body was moved or altered by hand. */
function toKept(row: Row): KeptSignature {
  const read = signatureSchema.safeParse(parsed(row.body));
  return {
    id: row.id,
    signature: read.success ? read.data : null,
    agrees: read.success && isSame(row, read.data),
  };
}

function isSame(row: Row, { id, subject, meaning, personId, at }: Signature): boolean {
  const said = [id, subject.type, subject.id, subject.version, meaning, personId, at];
  const kept = [row.id, row.type, row.subject, row.version, row.meaning, row.personId, row.at];
  return kept.every((value, place) => value === said[place]);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
