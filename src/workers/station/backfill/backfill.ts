import type { BackfillRun } from '../../../shared/contract/backfill';
import type { UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import { createAskAgain } from './ask-again';
import type { BackfillDeps } from './backfill-deps';
import { problemWords } from './edge-stores';
import { fillFromFile } from './fill-from-file';
import { askAll, holdingsOf, mostQuestions, questionsOf } from './fill-holes';
import type { MissingSpan } from './missing-spans';
import { keptRuns, openRun, runWords, type OpenRun, type RunHead } from './run-log';

/** Fills holes from whatever kept the data. One run at a time; one that is asked for goes before the automatic ones. */
export interface Backfill {
  /** Looks once for holes that a store may fill now. Call it every few seconds. */
  tick(): void;
  /** Something just came back and may itself deliver what is missing: automatic runs wait a moment. */
  settle(): void;
  /** Begins to compare a whole span with what stores hold; refuses with words while another such run goes on. */
  run(span: {
    readonly unitId?: UnitId | undefined;
    readonly from: number;
    readonly to: number;
  }): BackfillRun;
  file(path: string): BackfillRun;
  cancel(): boolean;
  progress(): { run: BackfillRun | null; recent: BackfillRun[] };
  /** Resolves when nothing more is handed to the store. */
  stop(): Promise<void>;
}

const settleMs = 8000;
const lookBackMs = 7 * 24 * 3_600_000;
const firstLookBackMs = 90 * 24 * 3_600_000;
/** What is shorter than three periods is no hole in the ledger: at the end of one it is looked for all the same. */
const afterwardsMs = 30_000;
const recentRuns = 10;

export function createBackfill(deps: BackfillDeps): Backfill {
  const { now, asked } = deps;
  const memory = createAskAgain(asked);
  const stopping = new AbortController();
  let quietUntil = now() + settleMs;
  let lookedBack = false;
  /** Holes that went on lately, by when that was last seen: their ends are asked for until all has arrived. */
  let wentOn: readonly { readonly span: MissingSpan; readonly seenAt: number }[] = [];
  let automatic: Promise<void> | null = null;
  let pass: AbortController | null = null;
  let wanted: {
    readonly run: OpenRun;
    readonly stop: AbortController;
    readonly through: Promise<void>;
  } | null = null;
  let last: BackfillRun | null = null;

  const keep = (run: BackfillRun): void => {
    asked.noteRun(run);
    if (run.filled > 0) deps.tell('info', 'backfill', runWords(run), run.unitId);
  };

  const lookForHoles = async (signal: AbortSignal): Promise<void> => {
    const holdings = await holdingsOf(deps, signal);
    const channels = [...new Set([...holdings.values()].flatMap((held) => [...held.keys()]))];
    if (channels.length === 0) return;
    const to = now();
    const from = Math.max(0, to - (lookedBack ? lookBackMs : firstLookBackMs));
    const missing = await deps.missing({ channels, from, to });
    const open = missing.filter((span) => span.open);
    const over = wentOn.filter(
      ({ span, seenAt }) =>
        to - seenAt < afterwardsMs && open.every(({ channel }) => channel.id !== span.channel.id),
    );
    const ended = over.map(({ span }): MissingSpan => ({ ...span, to, open: false }));
    const due = (span: MissingSpan, store: { readonly id: string }): boolean =>
      ended.includes(span) ||
      memory.isDue(
        { storeId: store.id, series: span.channel.series, from: span.from, open: span.open },
        now(),
      );
    const questions = questionsOf([...missing, ...ended], holdings, due, mostQuestions);
    if (!lookedBack) asked.forgetBefore(from);
    lookedBack = true;
    if (questions.length > 0) await askAndKeep(questions, { from, to }, signal);
    wentOn = [...over, ...open.map((span) => ({ span, seenAt: to }))];
  };
  const askAndKeep = async (
    questions: Parameters<typeof askAll>[0],
    { from, to }: { readonly from: number; readonly to: number },
    signal: AbortSignal,
  ): Promise<void> => {
    const run = openRun({ kind: 'automatic', startedAt: to, from, to, unitId: null, path: '' });
    run.expect(questions.length);
    try {
      await askAll(questions, deps, run, signal, memory);
    } finally {
      const ended = run.end('done', '', now());
      // A look that found nothing new is not worth a line.
      if (ended.filled > 0) keep({ ...ended, words: runWords(ended) });
    }
  };

  const begin = (head: RunHead, deed: (run: OpenRun, signal: AbortSignal) => Promise<void>): BackfillRun => {
    if (wanted) throw new Refusal('CONFLICT', 'Another backfill goes on: wait for it or cancel it');
    const run = openRun(head);
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, stopping.signal]);
    pass?.abort();
    const go = async (): Promise<void> => {
      await automatic;
      let state: 'done' | 'cancelled' | 'failed' = 'done';
      let words = '';
      try {
        signal.throwIfAborted();
        await deed(run, signal);
      } catch (error) {
        state = signal.aborted ? 'cancelled' : 'failed';
        words = signal.aborted ? '' : problemWords(error);
        if (state === 'failed') deps.log('warn', 'A backfill ended early', { error: String(error) });
      }
      const ended = run.end(state, '', now());
      last = { ...ended, words: [words, runWords(ended)].filter((part) => part !== '').join('. ') };
      wanted = null;
      if (!stopping.signal.aborted) keep(last);
    };
    wanted = { run, stop, through: go() };
    return run.now();
  };

  return {
    settle: () => {
      quietUntil = now() + settleMs;
    },
    tick: () => {
      if (automatic || wanted || stopping.signal.aborted || now() < quietUntil) return;
      pass = new AbortController();
      const signal = AbortSignal.any([pass.signal, stopping.signal]);
      automatic = lookForHoles(signal)
        .catch((error: unknown) => {
          if (!signal.aborted) deps.log('error', 'Looking for holes failed', { error: String(error) });
        })
        .finally(() => {
          automatic = null;
          pass = null;
        });
    },
    run: ({ unitId, from, to }) => {
      if (!deps.stores.list().some(({ enabled, backfill }) => enabled && backfill))
        throw new Refusal('REFUSED', 'No edge store is set up to fill holes from: add one first');
      const head: RunHead = { kind: 'asked', startedAt: now(), from, to, unitId: unitId ?? null, path: '' };
      return begin(head, async (run, signal) => {
        const holdings = await holdingsOf(deps, signal, run);
        const channels = [...new Set([...holdings.values()].flatMap((held) => [...held.keys()]))];
        const spans = channels
          .filter((channel) => unitId === undefined || channel.unitId === unitId)
          .map((channel) => ({ channel, from, to: Math.min(to, now()), open: false }));
        const questions = questionsOf(spans, holdings, () => true);
        run.expect(questions.length);
        await askAll(questions, deps, run, signal);
      });
    },
    file: (path) =>
      begin({ kind: 'file', startedAt: now(), from: 0, to: 0, unitId: null, path }, (run, signal) =>
        fillFromFile(path, deps, run, signal),
      ),
    cancel: () => {
      if (!wanted) return false;
      wanted.run.cancelling();
      wanted.stop.abort();
      return true;
    },
    progress: () => ({ run: wanted?.run.now() ?? last, recent: keptRuns(asked, recentRuns) }),
    stop: async () => {
      stopping.abort();
      await automatic;
      await wanted?.through;
    },
  };
}
