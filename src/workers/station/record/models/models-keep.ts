import type { ModelChange, ModelRef, ModelState, ScoredPrediction } from '../../../../shared/model/model-registry';
import type { TrainingJob } from '../../../../shared/model/training-plan';

/** A version of a model as it is kept. */
export interface KeptModel extends ModelRef {
  readonly target: string;
  readonly scale: string | null;
  readonly state: ModelState;
  readonly source: string;
  readonly sha256: string;
  readonly featuresSha256: string;
  readonly registeredAt: number;
  readonly changedAt: number;
}

/** One step of one version; several are taken together or not at all. */
export type ModelStep = Omit<ModelChange, 'id'>;

export type KeptScore = ScoredPrediction & {
  readonly noteId: number;
  readonly target: string;
  readonly scoredAt: number;
};

/** Versions of models, their scores and trainings, in records.db. Every call is durable when it returns. */
export interface ModelsKeep {
  listModels(): KeptModel[];
  /** Adds a version with its first change, or the hashes of one that is known. */
  registerModel(model: KeptModel, change: ModelStep): void;
  /** In the order given; the places they leave are free before they are taken. */
  changeModels(steps: readonly ModelStep[]): void;
  /** Oldest first; of all versions where none is given. */
  modelChanges(of?: ModelRef): ModelChange[];

  /** Adds or replaces the score of a note. */
  saveScores(scores: readonly KeptScore[]): void;
  removeScores(noteIds: readonly number[]): void;
  /** Newest sample first. */
  listScores(of: ModelRef, limit: number): KeptScore[];

  /** Counts an evaluation once a job; answers how often the set was evaluated. */
  countEvaluation(set: { sha256: string; jobId: string; at: number; batches: readonly string[] }): number;
  evaluations(sha256: string): number;

  saveJob(job: TrainingJob): void;
  /** Newest first. */
  listJobs(limit: number): TrainingJob[];
}
