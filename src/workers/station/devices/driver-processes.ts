import type { FromDriver, ToDriver } from '../../../../drivers/device/process-messages';

/** The other end of a process that reads devices. */
export interface DriverLink {
  post(message: ToDriver): void;
  /** @returns what stops listening */
  onMessage(take: (message: FromDriver) => void): () => void;
  readonly closed: Promise<void>;
}

/** A port as the host hands it over, in plain words. */
export interface DriverPort {
  post(message: ToDriver): void;
  listen(take: (message: FromDriver) => void, closed: () => void): void;
}

/** Processes that read devices, one a connection; the host starts them, and starts them again when they die. */
export interface DriverProcesses {
  /** The host hands over a port to one; a later port of that name replaces it. */
  join(name: string, port: DriverPort): void;
  /** The process of that name, once it runs; null where it does not within some seconds. */
  open(name: string, signal?: AbortSignal): Promise<DriverLink | null>;
}

const startsWithinMs = 10_000;

/** @param want asks the host for a process of that name */
export function createDriverProcesses(want: (name: string) => void): DriverProcesses {
  const links = new Map<string, DriverLink>();
  const waiting = new Map<string, Set<(link: DriverLink) => void>>();
  return {
    join: (name, port) => {
      const takers = new Set<(message: FromDriver) => void>();
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      const link: DriverLink = {
        closed,
        post: (message) => port.post(message),
        onMessage: (take) => {
          takers.add(take);
          return () => void takers.delete(take);
        },
      };
      links.set(name, link);
      port.listen(
        (message) => {
          for (const take of takers) take(message);
        },
        () => {
          if (links.get(name) === link) links.delete(name);
          resolve();
        },
      );
      for (const take of waiting.get(name) ?? []) take(link);
      waiting.delete(name);
    },
    open: (name, signal) => {
      // Also where it runs: it may be about to rest.
      want(name);
      const link = links.get(name);
      if (link) return Promise.resolve(link);
      return new Promise((resolve) => {
        const takers = waiting.get(name) ?? new Set();
        waiting.set(name, takers);
        const done = (found: DriverLink | null): void => {
          clearTimeout(tooLate);
          signal?.removeEventListener('abort', stop);
          takers.delete(done);
          resolve(found);
        };
        const stop = (): void => done(null);
        const tooLate = setTimeout(stop, startsWithinMs);
        signal?.addEventListener('abort', stop, { once: true });
        takers.add(done);
      });
    },
  };
}
