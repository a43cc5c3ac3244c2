import { groupedFolds } from '../tune/grouped-folds';
import { endsOf, fitBandTrees, type BandTrees, type UnseenScore } from './band';
import { fitHybrid, scoreOf, targetOf, type FitOptions, type HybridModel } from './hybrid-model';
import { applyLine } from './linear-part';
import type { TrainingRow } from './training-row';

/** What one fold gave: a model and which batches it has not seen. */
export interface FoldModel {
  readonly batches: readonly string[];
  readonly model: HybridModel;
  readonly bandTrees: BandTrees | null;
}

export interface CrossValidated {
  /** One entry for each row and repeat. */
  readonly unseen: readonly UnseenScore[];
  /** Of the first repeat. */
  readonly folds: readonly FoldModel[];
}

export interface CrossValidateOptions extends FitOptions {
  readonly folds: number;
  readonly repeats: number;
  readonly level: number;
  readonly cqr: boolean;
  readonly onFold?: (done: number, of: number) => void;
}

/** Predicts every batch with models that never saw it; line, columns and number of trees are found inside each fold. */
export async function crossValidate(
  rows: readonly TrainingRow[],
  options: CrossValidateOptions,
): Promise<CrossValidated> {
  const batches = rows.map(({ batchId }) => batchId);
  const unseen: UnseenScore[] = [];
  const kept: FoldModel[] = [];
  const of = options.folds * options.repeats;
  let done = 0;
  for (let repeat = 0; repeat < options.repeats; repeat += 1) {
    for (const fold of groupedFolds(batches, options.folds, options.plan.seed + 101 * repeat)) {
      const train = pick(rows, fold.train);
      const model = await fitHybrid(train, { ...options, onTrees: undefined });
      const bandTrees = options.cqr ? await fitBandTrees(train, model, options.level, options) : null;
      unseen.push(...predictRows(pick(rows, fold.test), model, bandTrees));
      if (repeat === 0) kept.push({ batches: fold.testBatches, model, bandTrees });
      done += 1;
      options.onFold?.(done, of);
      await new Promise(setImmediate);
      options.signal?.throwIfAborted();
    }
  }
  return { unseen: unseen.filter(({ score }) => !Number.isNaN(score)), folds: kept };
}

/** Scores of rows by a model that was not fitted to them. */
export function predictRows(
  rows: readonly TrainingRow[],
  model: HybridModel,
  bandTrees: BandTrees | null,
): UnseenScore[] {
  const score = scoreOf(model);
  const ends = endsOf(bandTrees);
  return rows.map((row) => ({
    row,
    truth: targetOf(row, model.logTarget),
    score: score(row.x),
    ...ends(row.x, applyLine(model.line, row.x)),
  }));
}

export function pick(rows: readonly TrainingRow[], indices: Int32Array): TrainingRow[] {
  return Array.from(indices, (i) => rows[i]).filter((row) => row !== undefined);
}
