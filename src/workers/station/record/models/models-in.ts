import type { Database } from 'better-sqlite3';
import { modelChangeSchema, modelStates, scoredPredictionSchema } from '../../../../shared/model/model-registry';
import { hasTrainingEnded, trainingJobSchema } from '../../../../shared/model/training-plan';
import { z } from 'zod';
import type { KeptModel, KeptScore, ModelsKeep, ModelStep } from './models-keep';

const keptSchema = z.object({
  name: z.string(),
  version: z.string(),
  target: z.string(),
  scale: z.string().nullable(),
  state: z.enum(modelStates),
  source: z.string(),
  sha256: z.string(),
  featuresSha256: z.string(),
  registeredAt: z.number(),
  changedAt: z.number(),
});
const scoreSchema = scoredPredictionSchema.extend({
  noteId: z.number(),
  target: z.string(),
  scoredAt: z.number(),
});

const versionColumns = `name, version, target, scale, state, source, sha256, features_sha256 AS featuresSha256,
  registered_at AS registeredAt, changed_at AS changedAt`;
const changeColumns = 'id, name, version, at, from_state AS "from", to_state AS "to", by, reason';
const scoreColumns = `note_id AS noteId, target, state, name, version, unit_id AS unitId, batch_id AS batchId,
  sampled_at AS sampledAt, scored_at AS scoredAt, measured, predicted, low, high, sha256,
  features_sha256 AS featuresSha256`;

/** Models and trainings over an open, migrated records.db. */
export function modelsIn(db: Database): ModelsKeep {
  return { ...versionsIn(db), ...scoresIn(db), ...trainingsIn(db) };
}

function versionsIn(
  db: Database,
): Pick<ModelsKeep, 'listModels' | 'registerModel' | 'changeModels' | 'modelChanges'> {
  const list = db.prepare(`SELECT ${versionColumns} FROM model_version ORDER BY name, registered_at`);
  const insert = db.prepare(
    `INSERT INTO model_version (name, version, target, scale, state, source, sha256, features_sha256, registered_at,
       changed_at) VALUES (@name, @version, @target, @scale, @state, @source, @sha256, @featuresSha256, @registeredAt,
       @changedAt)
     ON CONFLICT (name, version) DO UPDATE SET sha256 = excluded.sha256, features_sha256 = excluded.features_sha256`,
  );
  const tell = db.prepare(
    `INSERT INTO model_change (name, version, at, from_state, to_state, by, reason)
     VALUES (@name, @version, @at, @from, @to, @by, @reason)`,
  );
  const move = db.prepare(
    'UPDATE model_version SET state = @to, changed_at = @at WHERE name = @name AND version = @version',
  );
  const changes = db.prepare(`SELECT ${changeColumns} FROM model_change ORDER BY id`);
  const changesOf = db.prepare<[string, string]>(
    `SELECT ${changeColumns} FROM model_change WHERE name = ? AND version = ? ORDER BY id`,
  );
  const register = db.transaction((model: KeptModel, change: ModelStep) => {
    insert.run(model);
    tell.run(change);
  });
  const take = db.transaction((steps: readonly ModelStep[]) => {
    for (const step of steps) {
      move.run({ to: step.to, at: step.at, name: step.name, version: step.version });
      tell.run(step);
    }
  });
  return {
    listModels: () => list.all().map((row) => keptSchema.parse(row)),
    registerModel: (model, change) => register.immediate(model, change),
    changeModels: (steps) => take.immediate(steps),
    modelChanges: (of) =>
      (of ? changesOf.all(of.name, of.version) : changes.all()).map((row) => modelChangeSchema.parse(row)),
  };
}

function scoresIn(db: Database): Pick<ModelsKeep, 'saveScores' | 'removeScores' | 'listScores'> {
  const save = db.prepare(
    `INSERT INTO scored_prediction (note_id, target, state, name, version, unit_id, batch_id, sampled_at, scored_at,
       measured, predicted, low, high, sha256, features_sha256)
     VALUES (@noteId, @target, @state, @name, @version, @unitId, @batchId, @sampledAt, @scoredAt, @measured, @predicted,
       @low, @high, @sha256, @featuresSha256)
     ON CONFLICT (note_id, target, state) DO UPDATE SET measured = excluded.measured, predicted = excluded.predicted,
       low = excluded.low, high = excluded.high, name = excluded.name, version = excluded.version,
       sha256 = excluded.sha256, features_sha256 = excluded.features_sha256, sampled_at = excluded.sampled_at`,
  );
  const remove = db.prepare<[number]>('DELETE FROM scored_prediction WHERE note_id = ?');
  const list = db.prepare<[string, string, number]>(
    `SELECT ${scoreColumns} FROM scored_prediction WHERE name = ? AND version = ? ORDER BY sampled_at DESC LIMIT ?`,
  );
  const saveAll = db.transaction((scores: readonly KeptScore[]) => scores.forEach((score) => save.run(score)));
  return {
    saveScores: (scores) => saveAll.immediate(scores),
    removeScores: (ids) => ids.forEach((id) => remove.run(id)),
    listScores: ({ name, version }, limit) =>
      list.all(name, version, limit).map((row) => scoreSchema.parse(row)),
  };
}

function trainingsIn(
  db: Database,
): Pick<ModelsKeep, 'countEvaluation' | 'evaluations' | 'saveJob' | 'listJobs'> {
  const count = db.prepare<[string], number>(
    'SELECT count(*) FROM holdout_evaluation WHERE set_sha256 = ?',
  ).pluck();
  const add = db.prepare<[string, string, number, string]>(
    'INSERT INTO holdout_evaluation (set_sha256, job_id, at, batches) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const save = db.prepare<[string, number, number, string]>(
    `INSERT INTO training_job (id, queued_at, ended, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, body = excluded.body`,
  );
  const list = db
    .prepare<[number], string>('SELECT body FROM training_job ORDER BY queued_at DESC LIMIT ?')
    .pluck();
  return {
    countEvaluation: ({ sha256, jobId, at, batches }) => {
      add.run(sha256, jobId, at, JSON.stringify(batches));
      return count.get(sha256) ?? 0;
    },
    evaluations: (sha256) => count.get(sha256) ?? 0,
    saveJob: (job) => {
      save.run(job.id, job.queuedAt, Number(hasTrainingEnded(job.state)), JSON.stringify(job));
    },
    listJobs: (limit) => list.all(limit).map((body) => trainingJobSchema.parse(JSON.parse(body))),
  };
}
