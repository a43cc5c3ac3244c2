import { type ClientContext, type ClientLink, type ClientOptions, ORPCError } from '@orpc/client';
import { StationUnreachable } from './station-error';

const answerWithinMs = 10_000;

export interface SwappableLink extends ClientLink<ClientContext> {
  /** A fresh way to the station: waiting and future calls go there. */
  use(link: ClientLink<ClientContext>): void;
  /** The way is gone: every call under way is rejected now, later calls wait for a fresh one. */
  drop(): void;
  /** Resolves when there is a way to the station. */
  ready(): Promise<void>;
}

interface Way {
  readonly link: ClientLink<ClientContext>;
  readonly gone: AbortController;
}

/**
 * One link for the client to hold while ports and sockets come and go underneath. Every call ends: with its answer,
 * with the station's refusal, or with {@link StationUnreachable} when the way closes or the deadline passes.
 */
export function createSwappableLink(): SwappableLink {
  let way: Way | null = null;
  let next = Promise.withResolvers<Way>();

  const drop = (): void => {
    if (!way) return;
    const lost = way;
    way = null;
    next = Promise.withResolvers<Way>();
    lost.gone.abort(new StationUnreachable('closed'));
  };

  const use = (link: ClientLink<ClientContext>): void => {
    drop();
    way = { link, gone: new AbortController() };
    next.resolve(way);
  };

  const call = async (
    path: readonly string[],
    input: unknown,
    options: ClientOptions<ClientContext>,
  ): Promise<unknown> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new StationUnreachable('deadline')), deadlineMs(path, input));
    const callers = options.signal ? [options.signal, late.signal] : [late.signal];
    try {
      const { link, gone } = await orAborted(next.promise, AbortSignal.any(callers));
      const signal = AbortSignal.any([...callers, gone.signal]);
      return await orAborted(
        link.call(path, input, { ...options, signal }).catch((error: unknown) => {
          throw signal.aborted ? signal.reason : asUnreachable(error);
        }),
        signal,
      );
    } finally {
      clearTimeout(timer);
    }
  };

  return { call, use, drop, ready: async () => void (await next.promise) };
}

/** Time a call may take: what it asked the station to wait, and ten seconds. */
export function deadlineMs(path: readonly string[], input: unknown): number {
  const waits =
    path.join('.') === 'live.pull' && typeof input === 'object' && input !== null && 'waitMs' in input;
  // Trees from elsewhere are converted and proved before the answer.
  if (path.join('.') === 'models.importTrees') return 18 * answerWithinMs;
  // A batch is gathered and judged as a whole, its holes as well.
  if (['reports.record', 'reports.dispose'].includes(path.join('.'))) return 6 * answerWithinMs;
  return answerWithinMs + (waits && typeof input.waitMs === 'number' ? input.waitMs : 0);
}

/** A transport that fails throws whatever it likes; only answers of the station are {@link ORPCError}s. */
function asUnreachable(error: unknown): unknown {
  return error instanceof ORPCError ? error : new StationUnreachable('closed', { cause: error });
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
