import type { Database } from 'better-sqlite3';
import { batchSchema, type Batch } from '../../../../shared/model/process-unit';
import { Refusal } from '../../../../shared/model/refusal';
import type { PlantStore } from './plant-store';

interface BatchRow extends Omit<Batch, 'id' | 'unitId' | 'simulated'> {
  readonly id: string;
  readonly unitId: string;
  readonly simulated: number;
}

type Batches = Pick<PlantStore, 'listBatches' | 'saveBatch' | 'startBatch' | 'endBatch'>;

const columns = 'id, unit_id AS unitId, name, inoculated_at AS inoculatedAt, ended_at AS endedAt, simulated';

/** Batches in records.db. */
export function batchesIn(db: Database): Batches {
  const list = db.prepare<[string | null], BatchRow>(
    `SELECT ${columns} FROM batch WHERE unit_id = coalesce(?, unit_id) ORDER BY inoculated_at DESC, id DESC`,
  );
  const find = db.prepare<[string], BatchRow>(`SELECT ${columns} FROM batch WHERE id = ?`);
  const running = db.prepare<[string, string], BatchRow>(
    `SELECT ${columns} FROM batch WHERE unit_id = ? AND ended_at IS NULL AND id <> ?`,
  );
  const put = db.prepare<[BatchRow]>(
    `INSERT INTO batch (id, unit_id, name, inoculated_at, ended_at, simulated)
     VALUES (@id, @unitId, @name, @inoculatedAt, @endedAt, @simulated)
     ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, name = excluded.name,
       inoculated_at = excluded.inoculated_at, ended_at = excluded.ended_at, simulated = excluded.simulated`,
  );

  const save = (batch: Batch): void => {
    const other = batch.endedAt === null ? running.get(batch.unitId, batch.id) : undefined;
    if (other)
      throw new Refusal('CONFLICT', `${other.name} is still running on ${batch.unitId}: end it first`);
    put.run({ ...batch, simulated: batch.simulated ? 1 : 0 });
  };

  return {
    listBatches: (unitId) => list.all(unitId ?? null).map(toBatch),
    saveBatch: save,
    startBatch: (start) => {
      if (find.get(start.id)) throw new Refusal('CONFLICT', `There is a batch ${start.id} already`);
      const batch = { ...start, endedAt: null };
      save(batch);
      return batch;
    },
    endBatch: (id, endedAt) => {
      const row = find.get(id);
      if (!row) throw new Refusal('NOT_FOUND', `No batch is called ${id}`);
      if (row.endedAt !== null) throw new Refusal('CONFLICT', `${row.name} has already ended`);
      const batch = { ...toBatch(row), endedAt };
      save(batch);
      return batch;
    },
  };
}

function toBatch(row: BatchRow): Batch {
  return batchSchema.parse({ ...row, simulated: row.simulated === 1 });
}
