import type { TrainingJob, TrainingState } from '../../../shared/model/training-plan';
import { tr } from '../../strings/translate';

export const jobStates: Readonly<
  Record<TrainingState, { readonly kind: 'good' | 'quiet' | 'warn' | 'alarm'; readonly words: string }>
> = {
  queued: { kind: 'quiet', words: tr('Waiting') },
  reading: { kind: 'quiet', words: tr('Reading batches') },
  checking: { kind: 'quiet', words: tr('Checking data') },
  tuning: { kind: 'quiet', words: tr('Searching settings') },
  'cross-validating': { kind: 'quiet', words: tr('Cross-validating') },
  training: { kind: 'quiet', words: tr('Training') },
  evaluating: { kind: 'quiet', words: tr('Judging on hold-out') },
  writing: { kind: 'quiet', words: tr('Writing model') },
  done: { kind: 'good', words: tr('Done') },
  cancelled: { kind: 'quiet', words: tr('Cancelled') },
  failed: { kind: 'alarm', words: tr('Failed') },
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
    words: tr(jobStates[step].words),
    at: i < past ? 'before' : i === here ? 'now' : 'after',
  }));
}

/** What the test of a product came to. */
export function productState({ passed, undecided = false }: NonNullable<TrainingJob['product']>): {
  readonly kind: 'good' | 'quiet' | 'warn';
  readonly words: string;
} {
  if (passed) return { kind: 'good', words: tr('Passed') };
  return undecided ? { kind: 'quiet', words: tr('Undecided') } : { kind: 'warn', words: tr('Not passed') };
}
