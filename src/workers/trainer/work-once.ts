import type { TreesToBring } from '../../shared/contract/training';
import { Refusal } from '../../shared/model/refusal';
import type { TrainingJob, TrainingState } from '../../shared/model/training-plan';
import { callDeadline } from '../twin/call-deadline';
import type { StationClient } from '../twin/followed-batch';
import { LossLog } from './loss-log';
import { bringTrees } from './pipeline/bring-trees';
import { cancelled, runTraining } from './pipeline/run-training';

export interface TrainerTools {
  readonly client: StationClient;
  readonly dataDir: string;
  readonly appVersion: string;
  readonly threadPath?: string | URL | undefined;
  readonly now: () => number;
  /** How often the station hears of a training, ms; twice a second where not given. */
  readonly tellEveryMs?: number;
}

const tellEveryMs = 500;

/** Does one piece of work and tells the station what came of it. */
export async function workOnce(
  { job, bring }: { readonly job: TrainingJob | null; readonly bring: TreesToBring | null },
  tools: TrainerTools,
  signal: AbortSignal,
): Promise<void> {
  if (bring) await bringOne(bring, tools);
  else if (job) await trainOne(job, tools, signal);
}

async function bringOne(trees: TreesToBring, tools: TrainerTools): Promise<void> {
  const answer = await bringTrees(trees, tools).then(
    (product) => ({ product, words: '' }),
    (problem: unknown) => ({ product: null, words: wordsOf(problem) }),
  );
  await tools.client.training.brought({ id: trees.id, ...answer }, callDeadline());
}

async function trainOne(job: TrainingJob, tools: TrainerTools, leaving: AbortSignal): Promise<void> {
  const { client, now } = tools;
  const stopping = new AbortController();
  const signal = AbortSignal.any([leaving, stopping.signal]);
  let told = standOf(job);
  let said: { at: number; words: string }[] = [];
  const losses = new LossLog();
  const tell = async (): Promise<void> => {
    const report = { ...told, losses: losses.list(), said };
    said = [];
    const { cancel } = await client.training.report(report, callDeadline());
    if (cancel && report.product === null) stopping.abort(cancelled);
  };
  let telling: Promise<void> = Promise.resolve();
  const beat = setInterval(() => {
    telling = telling.then(tell).catch(() => undefined);
  }, tools.tellEveryMs ?? tellEveryMs);
  const end = async (change: Partial<typeof told>): Promise<void> => {
    clearInterval(beat);
    await telling;
    told = { ...told, ...change };
    await tell();
  };
  try {
    const product = await runTraining({
      ...tools,
      job,
      signal,
      at: (state, done, words) => (told = { ...told, state, done, words }),
      say: (words) => said.push({ at: now(), words }),
      onKept: (trials) => (told = { ...told, trials: [...trials] }),
      onTrial: (trial) => (told = { ...told, trials: [...told.trials, trial] }),
      onTrees: (grown, of) => (told = { ...told, trees: { grown, of } }),
      onLoss: (loss) => losses.add(loss),
    });
    await end({ state: 'done', done: 1, words: product.verdict, product });
  } catch (problem) {
    clearInterval(beat);
    // The port is gone: whoever comes next takes the training up again.
    if (leaving.aborted) return;
    const isCancelled = stopping.signal.aborted;
    await end({
      state: isCancelled ? 'cancelled' : 'failed',
      words: isCancelled
        ? 'Cancelled: no model was written. Resume goes on with what was done'
        : wordsOf(problem),
    });
  }
}

function standOf(job: TrainingJob) {
  const state: TrainingState = 'reading';
  const { id, words, trees, trials } = job;
  const product: TrainingJob['product'] = null;
  return {
    id,
    state: state as TrainingState,
    done: 0,
    words,
    trees,
    trials,
    product: product as TrainingJob['product'],
  };
}

function wordsOf(problem: unknown): string {
  if (problem instanceof Refusal) return problem.words;
  return `The training failed: ${problem instanceof Error ? problem.message : String(problem)}`;
}
