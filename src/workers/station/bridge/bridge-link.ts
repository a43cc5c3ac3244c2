import { openLink } from '../../../../drivers/mqtt/open';
import type { Bridge, BridgeStatus } from '../../../shared/model/bridge';
import type { ConnectionSecrets } from '../../../shared/model/connection';
import type { Log } from '../../log';
import { createBackoff } from '../intake/backoff';
import type { ForwardQueue, LineBatch } from '../record/forward/forward-queue';
import { readBridgeLine } from './bridged-reading';
import type { Publisher, PublisherHost } from './publisher';

export interface BridgeLinkDeps {
  readonly bridge: Bridge;
  readonly secrets: ConnectionSecrets;
  readonly queueId: string;
  readonly queue: ForwardQueue;
  readonly makePublisher: (host: PublisherHost) => Publisher;
  readonly units: PublisherHost['units'];
  readonly now: () => number;
  readonly random: () => number;
  /** Resolves after a time or when the signal says so. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** There is room in the queue. */
  readonly sent: () => void;
  readonly changed: () => void;
  readonly log: Log;
}

export interface BridgeLink {
  /** Something was queued, or a batch changed. */
  wake(): void;
  state(): Pick<BridgeStatus, 'state' | 'since' | 'words' | 'lastSentAt' | 'kept' | 'births' | 'session'>;
  stop(): Promise<void>;
}

/** Readings under way to the broker at once. */
const mostUnderWay = 1000;
const idleMs = 1000;
/** Sent readings held in memory until they are safe; beyond that the next ones wait. */
const mostKept = 200_000;

/**
 * Keeps one bridge's link: opens it, sends what waits, oldest first, and takes it out of the queue once the broker has
 * it (and, with a primary host, once that was still there a while later). What was under way when the link ended is sent
 * again: the same reading at the same time is one reading at the other end.
 */
export function createBridgeLink(deps: BridgeLinkDeps): BridgeLink {
  const { bridge, queue, queueId, now, log } = deps;
  const stopping = new AbortController();
  const backoff = createBackoff(deps.random);
  let state: BridgeStatus['state'] = 'connecting';
  let since = now();
  let words = '';
  let lastSentAt: number | null = null;
  let keptPoints = 0;
  let publisher: Publisher | undefined;
  let wakeUp = new AbortController();

  const be = (next: BridgeStatus['state'], nextWords = ''): void => {
    if (next === state && nextWords === words) return;
    if (next !== state) since = now();
    [state, words] = [next, nextWords];
    deps.changed();
  };
  const wake = (): void => wakeUp.abort();
  /** Until something happens, or a moment has passed. */
  const idle = async (signal: AbortSignal, ms: number): Promise<void> => {
    if (!wakeUp.signal.aborted) await deps.pause(ms, AbortSignal.any([wakeUp.signal, signal]));
    wakeUp = new AbortController();
  };

  /** Sends until the link ends. */
  const pump = async (one: Publisher, signal: AbortSignal, rewound: () => boolean): Promise<void> => {
    let sentTo = 0;
    let kept: { readonly batch: LineBatch; readonly at: number; readonly refused: boolean }[] = [];
    const settle = (): void => {
      const safe = kept.filter(({ at }) => now() - at >= one.keepSentMs);
      if (safe.length === 0) return;
      kept = kept.slice(safe.length);
      for (const as of ['sent', 'refused'] as const) {
        const batches = safe
          .filter(({ refused }) => refused === (as === 'refused'))
          .map(({ batch }) => batch);
        if (batches.length > 0) queue.remove(queueId, batches, as);
      }
      deps.sent();
    };
    while (!signal.aborted) {
      if (rewound()) [sentTo, kept] = [0, []];
      settle();
      one.announce();
      const waits = one.waitsFor();
      keptPoints = kept.reduce((sum, { batch }) => sum + batch.points, 0);
      const next = waits === '' && keptPoints < mostKept ? queue.oldest(queueId, mostUnderWay, sentTo) : [];
      if (next.length === 0) {
        be(waits !== '' ? 'waiting' : keptPoints < mostKept ? 'idle' : 'sending', waits);
        await idle(signal, idleMs);
        continue;
      }
      be('sending');
      const readings = next.flatMap(({ lines }) => lines.split('\n').map(readBridgeLine));
      const refused = await one.send(readings);
      if (signal.aborted) return;
      const at = now();
      lastSentAt = at;
      sentTo = next.at(-1)?.id ?? sentTo;
      kept.push(...next.map((batch) => ({ batch, at, refused: refused === readings.length })));
    }
  };

  const linkOnce = async (): Promise<void> => {
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, stopping.signal]);
    let again = false;
    let left = '';
    let onlineAt: number | undefined;
    const one = deps.makePublisher({
      units: deps.units,
      now,
      wake,
      again: () => {
        again = true;
        wake();
      },
      restart: (why) => {
        left ||= why;
        done.abort();
      },
    });
    publisher = one;
    const rewound = (): boolean => {
      const was = again;
      again = false;
      return was;
    };
    const end = await openLink(
      {
        broker: bridge.broker,
        secrets: deps.secrets,
        persistent: false,
        filters: one.filters,
        ...(one.will ? { will: one.will } : {}),
      },
      {
        online: (_words, publish) => {
          onlineAt = now();
          one.begin(publish);
          // Answers that never come once the link is gone are not waited for.
          pump(one, signal, rewound).catch((error: unknown) => {
            if (!signal.aborted)
              log('warn', 'A bridge stopped sending', { bridge: bridge.id, error: String(error) });
            done.abort();
          });
        },
        leaving: (publish) => one.leave(publish),
        message: (topic, payload, _retained, answer) => {
          answer.ack();
          one.message(topic, payload);
        },
      },
      signal,
    );
    done.abort();
    if (onlineAt !== undefined) backoff.held(now() - onlineAt);
    if (!stopping.signal.aborted) be(left === '' ? 'failing' : 'waiting', left || end.words);
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await linkOnce();
      if (!stopping.signal.aborted) await deps.pause(backoff.next(), stopping.signal);
    }
  };
  const running = loop();
  return {
    wake,
    state: () => ({
      state,
      since,
      words,
      lastSentAt,
      kept: keptPoints,
      ...(publisher?.figures() ?? { births: 0, session: null }),
    }),
    stop: async () => {
      stopping.abort();
      wake();
      await running;
    },
  };
}
