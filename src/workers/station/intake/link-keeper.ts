import type { Delivery, Driver, DriverConfig, LinkEnd } from '../../../../drivers/driver';
import { isDevices, type ConnectionStatus } from '../../../shared/model/connection';
import type { Log } from '../../log';
import { createBackoff } from './backoff';
import type { Clock } from './clock';

export type LinkState = ConnectionStatus['state'];

/** A device that was plugged in again, or whose process died, is back within five seconds. */
const deviceWaitMs = 2500;

export interface KeeperDeps {
  readonly driver: Driver;
  readonly config: DriverConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  deliver(delivery: Delivery): void;
  /** What there is to watch of a link that works. */
  detail(words: string): void;
  /** Each change of state; `words` are for a person. */
  changed(state: LinkState, words: string): void;
}

/**
 * Keeps one link: opens it, and after it ended opens it again after the back-off, until stopped.
 * @returns stop, which resolves when the link is closed
 */
export function keepLink(deps: KeeperDeps): () => Promise<void> {
  const { driver, config, clock, log } = deps;
  const abort = new AbortController();
  const { signal } = abort;
  const backoff = createBackoff(deps.random, isDevices(config.connection) ? deviceWaitMs : undefined);

  const runOnce = async (): Promise<LinkEnd> => {
    let onlineSince: number | undefined;
    try {
      return await driver.run(
        config,
        {
          deliver: (delivery) => deps.deliver(delivery),
          state: (state, words) => {
            if (signal.aborted) return;
            if (state === 'online') {
              onlineSince = clock.now();
              logged = '';
            }
            deps.changed(state, words);
          },
          detail: (words) => {
            if (!signal.aborted) deps.detail(words);
          },
        },
        signal,
      );
    } catch (error) {
      log('error', 'a driver failed', { connection: config.connection.id, error: String(error) });
      return { state: 'offline', words: 'The driver failed; it is started again. The log holds details.' };
    } finally {
      if (onlineSince !== undefined) backoff.held(clock.now() - onlineSince);
    }
  };

  let logged = '';
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      const end = await runOnce();
      if (signal.aborted) return;
      const said = `${end.state} ${end.words}`;
      // A port that is not there is tried for hours: the log tells it once.
      if (said !== logged) log('warn', 'link ended', { connection: config.connection.id, ...end });
      logged = said;
      deps.changed(end.state, end.words);
      await wait(clock, backoff.next(), signal);
    }
  };

  const kept = keep();
  return async () => {
    abort.abort();
    await kept;
  };
}

function wait(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(delayMs, resolve);
    const stop = (): void => {
      cancel();
      resolve();
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
