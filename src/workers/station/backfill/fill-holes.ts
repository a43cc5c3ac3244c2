import type { StoredSeries } from '../../../../drivers/influx/influx-store';
import type { Channel } from '../../../shared/model/channel';
import type { EdgeStore } from '../../../shared/model/edge-store';
import type { AskAgain } from './ask-again';
import type { BackfillDeps } from './backfill-deps';
import { problemWords } from './edge-stores';
import { fillSpan } from './fill-span';
import type { MissingSpan } from './missing-spans';
import type { OpenRun } from './run-log';

/** A stretch of a channel and a store that may have it. */
interface Question {
  readonly span: MissingSpan;
  readonly store: EdgeStore;
  readonly series: readonly StoredSeries[];
}

export type Holdings = ReadonlyMap<EdgeStore, ReadonlyMap<Channel, readonly StoredSeries[]>>;

/** Stretches asked for in one automatic pass at most; the next pass goes on. */
export const mostQuestions = 500;

/** What the stores that can be asked now hold, by store. Those that cannot are named in the run. */
export async function holdingsOf(
  { stores, watch }: Pick<BackfillDeps, 'stores' | 'watch'>,
  signal: AbortSignal,
  run?: OpenRun,
): Promise<Holdings> {
  const holdings = new Map<EdgeStore, ReadonlyMap<Channel, readonly StoredSeries[]>>();
  for (const store of stores.list().filter(({ enabled, backfill }) => enabled && backfill)) {
    const held = await watch.holdings(store, signal, run !== undefined);
    if (held) holdings.set(store, held);
    else run?.problem(store.name, watch.condition(store.id).words);
  }
  return holdings;
}

/** The questions worth asking now: newest holes first, none that had no answer lately. */
export function questionsOf(
  missing: readonly MissingSpan[],
  holdings: Holdings,
  due: (span: MissingSpan, store: EdgeStore) => boolean,
  most = Number.POSITIVE_INFINITY,
): Question[] {
  const questions: Question[] = [];
  for (const span of missing.toSorted((a, b) => b.to - a.to))
    for (const [store, held] of holdings) {
      const series = held.get(span.channel);
      // While a hole goes on its source may yet deliver itself, with times that cannot be matched to times of arrival.
      if (span.open && store.layout.times === 'arrival') continue;
      if (series && due(span, store)) questions.push({ span, store, series });
      if (questions.length >= most) return questions;
    }
  return questions;
}

/** Asks store after store; one that fails is left alone for the rest of the pass. */
export async function askAll(
  questions: readonly Question[],
  deps: BackfillDeps,
  run: OpenRun,
  signal: AbortSignal,
  memory?: AskAgain,
): Promise<void> {
  const failed = new Set<EdgeStore>();
  for (const question of questions) {
    signal.throwIfAborted();
    const { store, span } = question;
    if (!failed.has(store)) {
      try {
        await askOne(question, deps, run, signal, memory);
      } catch (error) {
        signal.throwIfAborted();
        failed.add(store);
        deps.watch.failed(store.id, error);
        run.problem(store.name, problemWords(error));
        deps.log('warn', 'An edge store could not be asked', {
          store: store.id,
          channel: span.channel.id,
          error: problemWords(error),
        });
      }
    }
    run.step();
  }
}

async function askOne(
  { span, store, series }: Question,
  deps: BackfillDeps,
  run: OpenRun,
  signal: AbortSignal,
  memory: AskAgain | undefined,
): Promise<void> {
  const { channel, open } = span;
  // A hole is told to the period: a sample that came early or late lies just outside.
  const roomMs = memory ? channel.cadenceMs : 0;
  const wide = { from: Math.max(0, span.from - roomMs), to: span.to + roomMs };
  const source = {
    store: deps.stores.open(store),
    series,
    name: store.name,
    origin: await deps.originOf(store.name),
    toleranceMs: store.layout.times === 'arrival' ? channel.cadenceMs / 2 : 0,
  };
  const { found, filled } = await fillSpan(channel, wide, source, deps.door, signal);
  deps.watch.answered(store.id);
  run.asked(store.name, found, filled);
  const hole = { storeId: store.id, series: channel.series, from: span.from, open };
  if (filled > 0) memory?.hadSome(hole, deps.now());
  else memory?.hadNothing(hole, deps.now());
}
