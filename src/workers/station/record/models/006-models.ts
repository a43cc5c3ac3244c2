import type { Migration } from '../file/migrate';

/** Versions of models, every change of their state, what came of their predictions, and trainings. */
export const models006: Migration = {
  version: 6,
  sql: `
    CREATE TABLE model_version (
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      target TEXT NOT NULL,
      scale TEXT,
      state TEXT NOT NULL,
      source TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      features_sha256 TEXT NOT NULL,
      registered_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT;
    CREATE UNIQUE INDEX one_champion ON model_version (target, ifnull(scale, '')) WHERE state = 'champion';
    CREATE UNIQUE INDEX one_shadow ON model_version (target, ifnull(scale, '')) WHERE state = 'shadow';
    CREATE TABLE model_change (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      at INTEGER NOT NULL,
      from_state TEXT,
      to_state TEXT NOT NULL,
      by TEXT NOT NULL,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX change_of_model ON model_change (name, version);
    CREATE TRIGGER model_change_never_changes BEFORE UPDATE ON model_change
      BEGIN SELECT RAISE(ABORT, 'changes of models are append-only'); END;
    CREATE TRIGGER model_change_never_goes BEFORE DELETE ON model_change
      BEGIN SELECT RAISE(ABORT, 'changes of models are append-only'); END;
    CREATE TABLE scored_prediction (
      note_id INTEGER NOT NULL,
      target TEXT NOT NULL,
      state TEXT NOT NULL,
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      batch_id TEXT NOT NULL,
      sampled_at INTEGER NOT NULL,
      scored_at INTEGER NOT NULL,
      measured REAL NOT NULL,
      predicted REAL NOT NULL,
      low REAL,
      high REAL,
      sha256 TEXT NOT NULL,
      features_sha256 TEXT NOT NULL,
      PRIMARY KEY (note_id, target, state)
    ) STRICT;
    CREATE INDEX scores_of_model ON scored_prediction (name, version, sampled_at);
    CREATE TABLE holdout_evaluation (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      set_sha256 TEXT NOT NULL,
      job_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      batches TEXT NOT NULL,
      UNIQUE (set_sha256, job_id)
    ) STRICT;
    CREATE TRIGGER evaluation_never_changes BEFORE UPDATE ON holdout_evaluation
      BEGIN SELECT RAISE(ABORT, 'evaluations are append-only'); END;
    CREATE TRIGGER evaluation_never_goes BEFORE DELETE ON holdout_evaluation
      BEGIN SELECT RAISE(ABORT, 'evaluations are append-only'); END;
    CREATE TABLE training_job (
      id TEXT PRIMARY KEY,
      queued_at INTEGER NOT NULL,
      ended INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX jobs_by_time ON training_job (queued_at);
  `,
};
