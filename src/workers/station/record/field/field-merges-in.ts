import type { Database } from 'better-sqlite3';
import { fieldMergeSchema } from '../../../../shared/contract/field';
import type { FieldMergesKeep } from './field-merges-keep';

/** Merged field files over an open, migrated records.db. */
export function fieldMergesIn(db: Database): FieldMergesKeep {
  const insert = db.prepare(
    `INSERT INTO field_merge (id, recording_id, station_id, key_id, sha256, state, began_at, body)
     VALUES (@id, @recordingId, @stationId, @keyId, @sha256, @state, @beganAt, @body)`,
  );
  const update = db.prepare('UPDATE field_merge SET state = @state, body = @body WHERE id = @id');
  const all = db
    .prepare<[], string>('SELECT body FROM field_merge ORDER BY began_at DESC, rowid DESC')
    .pluck();
  return {
    begin: (merge) => {
      const { id, recordingId, stationId, keyId, sha256, state, beganAt } = merge;
      const body = JSON.stringify(merge);
      insert.run({ id, recordingId, stationId, keyId, sha256, state, beganAt, body });
    },
    end: ({ id, state, ...rest }) => {
      update.run({ id, state, body: JSON.stringify({ id, state, ...rest }) });
    },
    all: () => all.all().map((body) => fieldMergeSchema.parse(JSON.parse(body))),
  };
}
