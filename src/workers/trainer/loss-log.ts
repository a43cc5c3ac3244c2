import type { TrainingLoss } from '../../shared/model/training-plan';

const mostOfFold = 100;

/** Losses of a training, thinned to about a hundred for each fold; the newest of each fold is always there. */
export class LossLog {
  readonly #folds = new Map<number, { every: number; kept: TrainingLoss[]; last: TrainingLoss }>();

  add(loss: TrainingLoss): void {
    const fold = this.#folds.get(loss.fold ?? 0) ?? { every: 1, kept: [], last: loss };
    this.#folds.set(loss.fold ?? 0, fold);
    fold.last = loss;
    if ((loss.trees - 1) % fold.every === 0) fold.kept.push(loss);
    if (fold.kept.length <= mostOfFold) return;
    fold.every *= 2;
    fold.kept = fold.kept.filter(({ trees }) => (trees - 1) % fold.every === 0);
  }

  /** Fold by fold, in the order of the trees. */
  list(): TrainingLoss[] {
    return [...this.#folds.values()].flatMap(({ kept, last }) =>
      kept.at(-1) === last ? kept : [...kept, last],
    );
  }
}
