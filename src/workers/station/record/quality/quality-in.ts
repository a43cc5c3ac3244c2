import type { Database } from 'better-sqlite3';
import {
  qualityChangeSchema,
  qualityItemSchema,
  qualitySignedSchema,
  type QualityVersion,
} from '../../../../shared/model/quality/item';
import type { QualityKeep } from './quality-keep';

interface Row {
  readonly body: string;
  readonly change: string;
  readonly signed: string | null;
}

const select = `SELECT quality_version.body, change, quality_signed.body AS signed
  FROM quality_version LEFT JOIN quality_signed USING (id, version)`;

/** Quality items over an open, migrated records.db. */
export function qualityIn(db: Database): QualityKeep {
  const insert = db.prepare(
    `INSERT INTO quality_version (id, version, kind, unit_id, batch_id, at, body, change)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const sign = db.prepare('INSERT INTO quality_signed (id, version, signature_id, body) VALUES (?, ?, ?, ?)');
  const of = db.prepare<[string], Row>(`${select} WHERE quality_version.id = ? ORDER BY version`);
  const newest = db.prepare<[{ kind: string | null; batch: string | null }], Row>(
    `${select} WHERE (@kind IS NULL OR kind = @kind) AND (@batch IS NULL OR batch_id = @batch)
       AND version = (SELECT max(version) FROM quality_version AS all_of WHERE all_of.id = quality_version.id)
     ORDER BY quality_version.rowid DESC`,
  );
  const count = db
    .prepare<[string], number>('SELECT count(*) FROM quality_version WHERE version = 1 AND id GLOB ?')
    .pluck();
  return {
    addVersion: ({ item, change }) => {
      const { id, version, kind, unitId, batchId } = item;
      insert.run(id, version, kind, unitId, batchId, change.at, JSON.stringify(item), JSON.stringify(change));
    },
    addSigned: (id, signed) => {
      sign.run(id, signed.version, signed.signatureId, JSON.stringify(signed));
    },
    versions: (id) => of.all(id).map(toVersion),
    newest: ({ kind, batchId }) => newest.all({ kind: kind ?? null, batch: batchId ?? null }).map(toVersion),
    countNumbers: (beginning) => count.get(`${beginning}*`) ?? 0,
  };
}

function toVersion({ body, change, signed }: Row): QualityVersion {
  return {
    item: qualityItemSchema.parse(JSON.parse(body)),
    change: qualityChangeSchema.parse(JSON.parse(change)),
    signed: signed === null ? null : qualitySignedSchema.parse(JSON.parse(signed)),
  };
}
