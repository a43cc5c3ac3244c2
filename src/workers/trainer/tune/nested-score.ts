import { groupedFolds, refuseSharedBatches, type Fold } from './grouped-folds';

export interface NestedRequest<Settings> {
  /** Batch of each row. */
  readonly batches: readonly string[];
  readonly folds: number;
  readonly seed: number;
  /** Chooses settings with these rows alone: inner folds, scaling and selection of features all happen inside. */
  readonly choose: (rows: Int32Array) => Promise<Settings>;
  /** Loss on the test rows of a model learned from the training rows. */
  readonly score: (settings: Settings, fold: Fold) => Promise<number>;
  readonly signal?: AbortSignal;
}

export interface OuterScore<Settings> {
  readonly testBatches: readonly string[];
  readonly settings: Settings;
  readonly loss: number;
}

/**
 * Honest score of "tune, then train": every outer fold is tuned anew without its test batches.
 * @throws RangeError where folds would share a batch; the signal's reason when aborted
 */
export async function nestedScore<Settings>(
  request: NestedRequest<Settings>,
): Promise<OuterScore<Settings>[]> {
  const outer: OuterScore<Settings>[] = [];
  for (const fold of groupedFolds(request.batches, request.folds, request.seed)) {
    request.signal?.throwIfAborted();
    refuseSharedBatches(request.batches, fold.train, fold.test);
    const settings = await request.choose(fold.train);
    request.signal?.throwIfAborted();
    outer.push({ testBatches: fold.testBatches, settings, loss: await request.score(settings, fold) });
  }
  return outer;
}
