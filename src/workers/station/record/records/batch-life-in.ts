import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { BatchId } from '../../../../shared/model/identity';
import { batchMoveSchema, batchRunSchema } from '../../../../shared/model/records/batch-state';
import { proposalSchema, type Proposal } from '../../../../shared/model/records/proposal';
import type { BatchBegun, BatchContent, BatchStep, RecordsKeep } from './records-keep';

const begunSchema = batchRunSchema
  .pick({
    id: true,
    unitId: true,
    name: true,
    origin: true,
    state: true,
    t0: true,
    endedAt: true,
    planId: true,
  })
  .extend({ simulated: z.boolean(), createdAt: z.number() });
const stepSchema = batchMoveSchema.extend({ plantAt: z.number(), facts: z.record(z.string(), z.json()) });

interface BegunRow extends Omit<BatchBegun, 'simulated'> {
  readonly simulated: number;
}
interface StepRow extends Omit<BatchStep, 'facts'> {
  readonly facts: string;
}
interface ContentRow extends Omit<BatchContent, 'content'> {
  readonly body: string;
}

type Life = Pick<
  RecordsKeep,
  | 'addBatch'
  | 'findBatch'
  | 'listBatchRuns'
  | 'addBatchStep'
  | 'batchSteps'
  | 'addContent'
  | 'contentOf'
  | 'contentHead'
>;
type Proposals = Pick<RecordsKeep, 'addProposal' | 'listProposals' | 'findProposal'>;

const begunColumns =
  'id, unit_id AS unitId, name, origin, simulated, state, t0, ended_at AS endedAt, plan_id AS planId, created_at AS createdAt';

/** The life of batches, and what is proposed about them, over an open, migrated records.db. */
export function batchLifeIn(db: Database): Life & Proposals {
  return { ...batchesIn(db), ...contentsIn(db), ...proposalsIn(db) };
}

function batchesIn(db: Database): Omit<Life, 'addContent' | 'contentOf' | 'contentHead'> {
  const insert = db.prepare(
    `INSERT INTO batch_run (id, unit_id, name, origin, simulated, state, t0, ended_at, plan_id, created_at)
     VALUES (@id, @unitId, @name, @origin, @simulated, @state, @t0, @endedAt, @planId, @createdAt)`,
  );
  const find = db.prepare<[string], BegunRow>(`SELECT ${begunColumns} FROM batch_run WHERE id = ?`);
  const list = db.prepare<[], BegunRow>(
    `SELECT ${begunColumns} FROM batch_run ORDER BY created_at DESC, rowid DESC`,
  );
  const step = db.prepare(
    `INSERT INTO batch_step (batch_id, move, from_state, to_state, at, plant_at, by_id, by_name, reason, signature_id, facts)
     VALUES (@batchId, @move, @from, @to, @at, @plantAt, @by, @byName, @reason, @signatureId, @facts)`,
  );
  const steps = db.prepare<[string], StepRow>(
    `SELECT batch_id AS batchId, move, from_state AS "from", to_state AS "to", at, plant_at AS plantAt, by_id AS "by",
       by_name AS byName, reason, signature_id AS signatureId, facts FROM batch_step WHERE batch_id = ? ORDER BY seq`,
  );
  return {
    addBatch: (batch) => {
      insert.run({ ...batch, simulated: batch.simulated ? 1 : 0 });
    },
    findBatch: (id) => {
      const row = find.get(id);
      return row && toBegun(row);
    },
    listBatchRuns: () => list.all().map(toBegun),
    addBatchStep: (one) => {
      step.run({ ...one, facts: JSON.stringify(one.facts) });
    },
    batchSteps: (id) =>
      steps
        .all(id)
        .map((row): BatchStep => stepSchema.parse({ ...row, facts: JSON.parse(row.facts) as unknown })),
  };
}

function contentsIn(db: Database): Pick<Life, 'addContent' | 'contentOf' | 'contentHead'> {
  const insert = db.prepare(
    'INSERT INTO batch_content (batch_id, version, body, content_hash, at) VALUES (?, ?, ?, ?, ?)',
  );
  const find = db.prepare<[string, number | null], ContentRow>(
    `SELECT batch_id AS batchId, version, body, content_hash AS contentHash, at FROM batch_content
     WHERE batch_id = ? AND version = coalesce(?, version) ORDER BY version DESC LIMIT 1`,
  );
  const head = db.prepare<[string], Pick<BatchContent, 'version' | 'contentHash'>>(
    'SELECT version, content_hash AS contentHash FROM batch_content WHERE batch_id = ? ORDER BY version DESC LIMIT 1',
  );
  return {
    contentHead: (batchId) => head.get(batchId),
    addContent: ({ batchId, version, content, contentHash, at }) => {
      insert.run(batchId, version, JSON.stringify(content), contentHash, at);
    },
    contentOf: (batchId, version) => {
      const row = find.get(batchId, version ?? null);
      if (!row) return undefined;
      const { body, ...rest } = row;
      return { ...rest, content: z.json().parse(JSON.parse(body)) };
    },
  };
}

function proposalsIn(db: Database): Proposals {
  const insert = db.prepare(
    `INSERT INTO proposal (id, version, batch_id, body)
     VALUES (@id, 1 + (SELECT ifnull(max(version), 0) FROM proposal WHERE id = @id), @batchId, @body)`,
  );
  const list = db.prepare<[BatchId | null], { body: string }>(
    `SELECT body FROM proposal WHERE batch_id = coalesce(?, batch_id)
       AND version = (SELECT max(version) FROM proposal AS all_of WHERE all_of.id = proposal.id)
     ORDER BY rowid DESC LIMIT 500`,
  );
  const find = db.prepare<[string], { body: string }>(
    'SELECT body FROM proposal WHERE id = ? ORDER BY version DESC LIMIT 1',
  );
  const toProposal = ({ body }: { body: string }): Proposal => proposalSchema.parse(JSON.parse(body));
  return {
    addProposal: (one) => {
      insert.run({ id: one.id, batchId: one.batchId, body: JSON.stringify(one) });
    },
    listProposals: (batchId) => list.all(batchId ?? null).map(toProposal),
    findProposal: (id) => {
      const row = find.get(id);
      return row && toProposal(row);
    },
  };
}

function toBegun(row: BegunRow): BatchBegun {
  return begunSchema.parse({ ...row, simulated: row.simulated === 1 });
}
