import { boostingOptions, type BoostingOptions } from './boosting-options';
import { startCrew } from './crew';
import { BoostingRun } from './boosting-run';
import { checkState, type BoostingState } from './boosting-state';
import { lossOf } from './loss';
import { call, groupSize, sharedData, task, type SharedData } from './shared-data';
import { checkTable, pickFeatures, type TrainingTable } from './training-table';
import type { TreeModel } from './tree-model';

export interface TrainingRequest {
  readonly table: TrainingTable;
  readonly options?: Partial<BoostingOptions>;
  /** Which features of the table to use; all where not given. */
  readonly features?: readonly string[];
  /** Rows of other batches that decide when to stop. */
  readonly validation?: TrainingTable;
  /** Compiled `part-thread`, needed for more than one thread. */
  readonly threadPath?: string | URL;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Goes on where an earlier run of the same request stopped. */
  readonly resume?: BoostingState;
}

export interface TrainingProgress {
  readonly trees: number;
  readonly of: number;
  readonly validationLoss: number | null;
  /** Mean loss over the rows that are learned from, computed when asked. */
  readonly trainingLoss: () => number;
  readonly bestTrees: number;
  /** What a later run needs to go on from here. */
  readonly state: () => BoostingState;
}

export interface TrainedTrees {
  readonly model: TreeModel;
  /** Trees grown; the model holds those up to the best validation loss. */
  readonly grown: number;
  readonly validationLosses: readonly number[];
  /** Features that could not be split: one value only, or none. */
  readonly unused: readonly string[];
}

/** Time after which the event loop gets its turn, ms. */
const breathEveryMs = 50;

/**
 * Trains gradient boosted trees on histograms. The same request gives the same model to the bit, with any number of
 * threads and after any interruption.
 * @throws RangeError for a table or options that cannot be learned from
 * @throws the signal's reason when aborted
 */
export async function trainBoosting(request: TrainingRequest): Promise<TrainedTrees> {
  const { features, signal, resume } = request;
  const table = features ? pickFeatures(request.table, features) : request.table;
  const validation =
    features && request.validation ? pickFeatures(request.validation, features) : request.validation;
  const options = boostingOptions(request.options ?? {});
  check(table, validation, options);
  signal?.throwIfAborted();
  const data = sharedData(shapeOf(table, options));
  fillValues(data, table, options);
  const crew = await startCrew(data, request.threadPath);
  try {
    data.call[call.task] = task.bin;
    crew.run(data.rows * data.features);
    const run = new BoostingRun(data, crew, options, table, validation);
    if (resume) run.resume(checkState(resume, run.key()));
    await growAll(run, request);
    return run.result();
  } finally {
    await crew.close();
  }
}

async function growAll(run: BoostingRun, { signal, onProgress }: TrainingRequest): Promise<void> {
  let lastBreath = performance.now();
  while (run.goesOn()) {
    run.growOne();
    onProgress?.(run.progress());
    if (performance.now() - lastBreath < breathEveryMs) continue;
    await new Promise(setImmediate);
    lastBreath = performance.now();
    signal?.throwIfAborted();
  }
}

function check(table: TrainingTable, validation: TrainingTable | undefined, options: BoostingOptions): void {
  checkTable(table, 'The training table');
  lossOf(options).check(table.y);
  const unknown = Object.keys(options.monotone).find((name) => !table.featureNames.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`A monotone constraint names ${unknown}, which is not a feature`);
  if (!validation) return;
  checkTable(validation, 'The validation table');
  lossOf(options).check(validation.y);
  if (validation.featureNames.join('\n') !== table.featureNames.join('\n')) {
    throw new RangeError('Training and validation have different features');
  }
}

function shapeOf(table: TrainingTable, options: BoostingOptions): Parameters<typeof sharedData>[0] {
  return {
    rows: table.y.length,
    features: table.columns.length,
    groups: Math.ceil(table.columns.length / groupSize),
    leaves: options.leaves,
    parts: options.threads,
    bins: options.bins,
    minDataInBin: options.minDataInBin,
    minDataInLeaf: options.minDataInLeaf,
    minSumHessian: options.minSumHessian,
    minGain: options.minGain,
    lambdaL1: options.lambdaL1,
    lambdaL2: options.lambdaL2,
    ownHessian: table.weights !== undefined || options.loss === 'poisson',
    constrained: Object.keys(options.monotone).length > 0,
  };
}

function fillValues(data: SharedData, table: TrainingTable, options: BoostingOptions): void {
  const { rows, values } = data;
  for (const [j, column] of table.columns.entries()) {
    values.set(column, j * rows);
    data.monotone[j] = options.monotone[table.featureNames[j] ?? ''] ?? 0;
  }
  // -0 and 0 are one value; their bits would say two.
  for (let i = 0; i < values.length; i++) if (values[i] === 0) values[i] = 0;
}
