import type { SearchPoint, SearchSpace } from './search-space';
import { TpeSearch, type ToldTrial } from './tpe-search';

export interface TuneRequest {
  readonly space: SearchSpace;
  /** Loss of each fold at a point. */
  readonly evaluate: (point: SearchPoint, signal: AbortSignal) => Promise<readonly number[]>;
  readonly seed: number;
  /** At least one of the two budgets. */
  readonly trials?: number;
  readonly timeMs?: number;
  /** Clock, ms. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  readonly onTrial?: (trial: ScoredTrial) => void;
  /** Trials of an earlier, interrupted search. */
  readonly resume?: readonly ScoredTrial[];
}

/** A trial with the mean loss over its folds and the standard error of that mean. */
export interface ScoredTrial extends ToldTrial {
  readonly standardError: number;
}

/**
 * Searches until a budget is spent. A trial that is running when the time ends is finished.
 * @throws RangeError without a budget; the signal's reason when aborted
 */
export async function tune(request: TuneRequest): Promise<readonly ScoredTrial[]> {
  const { trials = Number.POSITIVE_INFINITY, timeMs = Number.POSITIVE_INFINITY, now } = request;
  if (trials === Number.POSITIVE_INFINITY && timeMs === Number.POSITIVE_INFINITY) {
    throw new RangeError('A search needs a number of trials or a time');
  }
  const signal = request.signal ?? new AbortController().signal;
  const scored: ScoredTrial[] = [...(request.resume ?? [])];
  const search = new TpeSearch(request.space, request.seed, scored);
  const end = now() + timeMs;
  while (scored.length < trials && now() < end) {
    signal.throwIfAborted();
    const trial = search.suggest();
    const losses = await request.evaluate(trial.point, signal);
    signal.throwIfAborted();
    const { mean, standardError } = meanAndError(losses);
    search.tell(trial, mean);
    const done = { ...trial, loss: Number.isNaN(mean) ? Number.POSITIVE_INFINITY : mean, standardError };
    scored.push(done);
    request.onTrial?.(done);
    // Short trials would never let a report out, nor a cancel in.
    await new Promise(setImmediate);
  }
  return scored;
}

/**
 * Of the trials within one standard error of the best, the simplest.
 * @param complexity what one would rather have small
 */
export function simplestWithinOneError(
  trials: readonly ScoredTrial[],
  complexity: (point: SearchPoint) => number,
): ScoredTrial | undefined {
  const best = trials.reduce<ScoredTrial | undefined>((a, b) => (a && a.loss <= b.loss ? a : b), undefined);
  if (!best) return undefined;
  const limit = best.loss + (Number.isFinite(best.standardError) ? best.standardError : 0);
  return trials
    .filter((trial) => trial.loss <= limit)
    .reduce((a, b) => (complexity(b.point) < complexity(a.point) ? b : a), best);
}

function meanAndError(losses: readonly number[]): { mean: number; standardError: number } {
  const n = losses.length;
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / n;
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (n - 1);
  return { mean, standardError: n > 1 ? Math.sqrt(variance / n) : 0 };
}
