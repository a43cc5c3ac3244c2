import { createHash, randomUUID } from 'node:crypto';
import type { TreesToBring } from '../../../shared/contract/training';
import type { ModelRef } from '../../../shared/model/model-registry';
import { Refusal } from '../../../shared/model/refusal';
import { hasTrainingEnded, type TrainingJob, type TrainingPlan } from '../../../shared/model/training-plan';
import type { EventsDesk } from '../events-desk';
import type { ModelsKeep } from '../record/models/models-keep';

export interface TrainingDeskDeps {
  readonly keep: Pick<ModelsKeep, 'saveJob' | 'listJobs' | 'countEvaluation' | 'evaluations'>;
  readonly events: Pick<EventsDesk, 'tell'>;
  readonly now: () => number;
  /** Asks the host for the trainer; it ends by itself when there is nothing to do. */
  readonly wantTrainer: () => void;
  /** A product was written: the registry takes it up. */
  readonly added: (of: ModelRef) => void;
  /** How long a person waits for trees to be brought in, ms. */
  readonly deadlineMs?: number;
}

/** Trainings that wait, run or have ended, and the way to the trainer, which fetches them. */
export interface TrainingDesk {
  start(plan: TrainingPlan): TrainingJob;
  list(): TrainingJob[];
  job(id: string): TrainingJob;
  cancel(id: string): TrainingJob;
  /** Queues one again that was cancelled or failed. */
  resume(id: string): TrainingJob;
  /** Answers when the trainer has taken the trees in; refuses in its words. */
  bring(trees: Omit<TreesToBring, 'id'>): Promise<ModelRef>;
  next(
    waitMs: number,
    signal?: AbortSignal,
  ): Promise<{ job: TrainingJob | null; bring: TreesToBring | null }>;
  report(report: TrainingReportInput): { cancel: boolean };
  brought(given: { id: string; product: ModelRef | null; words: string }): void;
  countEvaluation(jobId: string, holdOut: readonly string[]): { sha256: string; evaluations: number };
  evaluationsOf(holdOut: readonly string[]): { sha256: string; evaluations: number };
}

/** What the trainer tells of a job. */
export interface TrainingReportInput
  extends Pick<TrainingJob, 'id' | 'state' | 'done' | 'words' | 'trees' | 'losses' | 'product' | 'trials'> {
  readonly said: TrainingJob['log'];
}

const keptJobs = 100;
const mostResumed = 3;
const logLines = 500;

interface Bringing {
  readonly trees: TreesToBring;
  readonly answered: (given: { product: ModelRef | null; words: string }) => void;
  taken: boolean;
}

/** Opens the desk: what was under way when the station ended is taken up again. */
export function createTrainingDesk(deps: TrainingDeskDeps): TrainingDesk {
  const { keep, now, events } = deps;
  const jobs = new Map(keep.listJobs(keptJobs).map((job) => [job.id, job]));
  const bringing = new Map<string, Bringing>();
  const waiting = new Set<() => void>();

  const save = (job: TrainingJob): TrainingJob => {
    jobs.set(job.id, job);
    keep.saveJob(job);
    return job;
  };
  const find = (id: string): TrainingJob => {
    const job = jobs.get(id);
    if (!job) throw new Refusal('NOT_FOUND', 'There is no such training', 'id');
    return job;
  };
  const open = (): TrainingJob[] =>
    [...jobs.values()].filter((job) => !hasTrainingEnded(job.state)).toSorted((a, b) => a.queuedAt - b.queuedAt);
  const wake = (): void => {
    deps.wantTrainer();
    for (const run of waiting) run();
  };
  const end = (job: TrainingJob, state: 'cancelled' | 'failed', words: string): TrainingJob => {
    const log = [...job.log, { at: now(), words }];
    return save({ ...job, state, endedAt: now(), words, log, cancelling: false });
  };

  /** The oldest that has not ended. One that was under way was left by a trainer that died. */
  const take = (): TrainingJob | null => {
    const job = open()[0];
    if (!job) return null;
    if (job.cancelling) {
      end(job, 'cancelled', 'Cancelled');
      return take();
    }
    if (job.startedAt === null) return save({ ...job, startedAt: now() });
    if (job.resumed >= mostResumed) {
      end(job, 'failed', `The trainer ended ${mostResumed + 1} times while it worked on this: see the log`);
      return take();
    }
    const words = 'Taken up again after the program had ended';
    return save({ ...job, resumed: job.resumed + 1, words, log: [...job.log, { at: now(), words }] });
  };
  const takeTrees = (): TreesToBring | null => {
    const next = [...bringing.values()].find((one) => !one.taken);
    if (next) next.taken = true;
    return next?.trees ?? null;
  };

  if (open().length > 0) deps.wantTrainer();
  return {
    start: (plan) => {
      const job = save({
        id: randomUUID(),
        state: 'queued',
        plan,
        queuedAt: now(),
        startedAt: null,
        endedAt: null,
        done: 0,
        words: open().length > 0 ? 'Waits for the trainings before it' : 'Waits for the trainer',
        log: [],
        trials: [],
        trees: { grown: 0, of: plan.booster.trees },
        resumed: 0,
        cancelling: false,
        product: null,
      });
      wake();
      return job;
    },
    // Losses are many, and asked for one by one.
    list: () =>
      [...jobs.values()]
        .map(({ losses: _losses, ...job }) => job)
        .toSorted((a, b) => b.queuedAt - a.queuedAt),
    job: find,
    cancel: (id) => {
      const job = find(id);
      if (hasTrainingEnded(job.state)) return job;
      if (job.startedAt === null) return end(job, 'cancelled', 'Cancelled before it began');
      return save({ ...job, cancelling: true, words: 'Stops as soon as the step in hand is done' });
    },
    resume: (id) => {
      const job = find(id);
      if (job.state !== 'cancelled' && job.state !== 'failed')
        throw new Refusal('REFUSED', 'Only a training that was cancelled or failed can go on', 'id');
      const words = 'Goes on with what it had';
      const log = [...job.log, { at: now(), words }];
      const fresh = { startedAt: null, endedAt: null, resumed: 0, cancelling: false } as const;
      const queued = save({ ...job, ...fresh, state: 'queued', words, log });
      wake();
      return queued;
    },
    bring: (trees) =>
      new Promise((resolve, reject) => {
        const id = randomUUID();
        const late = new Refusal('UNAVAILABLE', 'The trainer did not answer in time: try again');
        const timer = setTimeout(() => {
          bringing.delete(id);
          reject(late);
        }, deps.deadlineMs ?? 120_000);
        const answered: Bringing['answered'] = ({ product, words }) => {
          clearTimeout(timer);
          bringing.delete(id);
          if (product) resolve(product);
          else reject(new Refusal('REFUSED', words, 'file'));
        };
        bringing.set(id, { trees: { ...trees, id }, answered, taken: false });
        wake();
      }),
    next: async (waitMs, signal) => {
      // A trainer that asks has nothing in hand: what was taken before came from one that is gone.
      for (const one of bringing.values()) one.taken = false;
      const trees = takeTrees();
      const job = trees ? null : take();
      if (trees || job || waitMs === 0) return { job, bring: trees };
      await soon(waiting, waitMs, signal);
      if (signal?.aborted) return { job: null, bring: null };
      const late = takeTrees();
      return { job: late ? null : take(), bring: late };
    },
    report: ({ id, said, ...told }) => {
      const job = jobs.get(id);
      if (!job || hasTrainingEnded(job.state)) return { cancel: true };
      const log = [...job.log, ...said].slice(-logLines);
      const ended = hasTrainingEnded(told.state);
      const next = { ...job, ...told, log, endedAt: ended ? now() : null };
      // Registered first: a job that says it is done has something to show.
      if (told.state === 'done' && told.product) deps.added(told.product);
      save(ended ? { ...next, cancelling: false } : next);
      if (ended) tellEnd(events, next);
      return { cancel: job.cancelling && !ended };
    },
    brought: ({ id, ...given }) => {
      if (given.product) deps.added(given.product);
      bringing.get(id)?.answered(given);
    },
    countEvaluation: (jobId, holdOut) => {
      const sha256 = holdOutHash(holdOut);
      return { sha256, evaluations: keep.countEvaluation({ sha256, jobId, at: now(), batches: holdOut }) };
    },
    evaluationsOf: (holdOut) => {
      const sha256 = holdOutHash(holdOut);
      return { sha256, evaluations: keep.evaluations(sha256) };
    },
  };
}

function tellEnd(events: TrainingDeskDeps['events'], job: TrainingJob): void {
  const kind = `training-${job.state}`;
  events.tell(job.state === 'failed' ? 'warning' : 'info', kind, `Training of ${job.plan.name}: ${job.words}`);
}

/** Names a set of batches whatever their order. */
function holdOutHash(batches: readonly string[]): string {
  return createHash('sha256').update(batches.toSorted().join('\n')).digest('hex');
}

function soon(waiting: Set<() => void>, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      waiting.delete(done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    waiting.add(done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
