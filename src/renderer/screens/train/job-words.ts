import type { TrainingJob, TrainingState } from '../../../shared/model/training-plan';

export const jobStates: Readonly<
  Record<TrainingState, { readonly kind: 'good' | 'quiet' | 'warn' | 'alarm'; readonly words: string }>
> = {
  queued: { kind: 'quiet', words: 'Waiting' },
  reading: { kind: 'quiet', words: 'Reading batches' },
  checking: { kind: 'quiet', words: 'Checking data' },
  tuning: { kind: 'quiet', words: 'Searching settings' },
  'cross-validating': { kind: 'quiet', words: 'Cross-validating' },
  training: { kind: 'quiet', words: 'Training' },
  evaluating: { kind: 'quiet', words: 'Judging on hold-out' },
  writing: { kind: 'quiet', words: 'Writing model' },
  done: { kind: 'good', words: 'Done' },
  cancelled: { kind: 'quiet', words: 'Cancelled' },
  failed: { kind: 'alarm', words: 'Failed' },
};

const steps = [
  'reading',
  'checking',
  'tuning',
  'cross-validating',
  'training',
  'evaluating',
  'writing',
] as const;

export interface JobStep {
  readonly state: TrainingState;
  readonly words: string;
  readonly at: 'before' | 'now' | 'after';
}

/** The way of a job through its phases; a search only where the plan has one. */
export function jobSteps({ state, plan }: Pick<TrainingJob, 'state' | 'plan'>): JobStep[] {
  const way = steps.filter((step) => step !== 'tuning' || plan.tuning !== null);
  const here = way.findIndex((step) => step === state);
  const past = state === 'done' ? way.length : here;
  return way.map((step, i) => ({
    state: step,
    words: jobStates[step].words,
    at: i < past ? 'before' : i === here ? 'now' : 'after',
  }));
}

/** What the test of a product came to. */
export function productState({ passed, undecided = false }: NonNullable<TrainingJob['product']>): {
  readonly kind: 'good' | 'quiet' | 'warn';
  readonly words: string;
} {
  if (passed) return { kind: 'good', words: 'Passed' };
  return undecided ? { kind: 'quiet', words: 'Undecided' } : { kind: 'warn', words: 'Not passed' };
}
