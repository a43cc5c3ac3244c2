import type { OutboxEntry, OutboxStore } from './outbox-store';

/** How sending one entry went. `later`: nothing is known, the same entry is sent again. */
export type Sent =
  | { readonly kind: 'arrived'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly words: string; readonly answer?: unknown }
  | { readonly kind: 'later' };

export interface OutboxOptions {
  readonly store: OutboxStore;
  readonly send: (entry: OutboxEntry) => Promise<Sent>;
  /** False while nothing can be sent: no way to the station. */
  readonly reachable: () => boolean;
  /** Who is signed in here; entries of others wait for them. */
  readonly personId: () => string | null;
}

/** Entries of this device on their way to the station: kept first, then sent, forgotten when the station has them. */
export interface Outbox {
  /** What has not arrived, oldest first; the same array while nothing changes. */
  readonly list: () => readonly OutboxEntry[];
  /** Keeps an entry on the device and tries to send it. `later` means that it waits. */
  post(entry: OutboxEntry): Promise<Sent>;
  /** Sends what waits, in the order it was made, one at a time. */
  flush(): Promise<void>;
  /** Takes an entry away that a person has dealt with. */
  forget(id: string): Promise<void>;
  readonly subscribe: (changed: () => void) => () => void;
}

/** Opens with what an earlier page left behind. */
export async function createOutbox({ store, send, reachable, personId }: OutboxOptions): Promise<Outbox> {
  let entries: readonly OutboxEntry[] = await store.all();
  const listeners = new Set<() => void>();
  let running: Promise<void> | null = null;
  // Later than the page was opened, another page of this device may have sent it: an entry is asked for before.
  const refresh = async (): Promise<void> => {
    entries = await store.all();
    for (const listener of listeners) listener();
  };

  const deliver = async (entry: OutboxEntry): Promise<Sent> => {
    const sent = await send(entry);
    if (sent.kind === 'arrived') await store.remove(entry.id);
    if (sent.kind === 'refused') await store.put({ ...entry, refused: sent.words });
    await refresh();
    return sent;
  };

  const flushAll = async (): Promise<void> => {
    await refresh();
    for (const entry of entries) {
      if (!reachable()) return;
      if (entry.refused !== null || entry.personId !== personId()) continue;
      if ((await deliver(entry)).kind === 'later') return;
    }
  };

  return {
    list: () => entries,
    post: async (entry) => {
      await store.put(entry);
      await refresh();
      if (!reachable()) return { kind: 'later' };
      // What waits goes first: a sample must not overtake the inoculation it needs.
      await running;
      const earlier = entries.some(
        (other) => other.id !== entry.id && other.refused === null && other.personId === entry.personId,
      );
      if (earlier) return { kind: 'later' };
      return deliver(entry);
    },
    flush: async () => {
      running ??= flushAll().finally(() => (running = null));
      await running;
    },
    forget: async (id) => {
      await store.remove(id);
      await refresh();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
