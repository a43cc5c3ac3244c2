import type { QueryClient } from '@tanstack/react-query';

/** What this page last heard, as a device keeps it to show it again while the station is away. */
interface KeptAnswer {
  /** The query key as JSON. */
  readonly key: string;
  readonly data: unknown;
  /** Epoch ms of this device. */
  readonly at: number;
}

/** The lists that records are written into; nothing of the live line, which would be old at once. */
const nouns: ReadonlySet<unknown> = new Set(['records', 'plant']);
const table = 'answers';
const writeEveryMs = 2000;
const keptAtMost = 300;
const keptForMs = 14 * 86_400_000;

/** How a page that opens without its station has something to show. */
export interface KeptAnswers {
  /** Time of the newest answer that was put back and is still shown; null once the station is there. */
  readonly from: () => number | null;
  readonly subscribe: (changed: () => void) => () => void;
  /** The station is there: everything shown is its own again. */
  heard(): void;
  /** Keeps answers as they come, and puts those of before back, with their age, where nothing was heard yet. */
  start(queries: QueryClient, databases: IDBFactory): () => void;
}

/** The answers of this device, in its IndexedDB. */
export function createKeptAnswers(now: () => number): KeptAnswers {
  const listeners = new Set<() => void>();
  let shownFrom: number | null = null;
  let isHeard = false;
  const set = (from: number | null): void => {
    if (from === shownFrom) return;
    shownFrom = from;
    listeners.forEach((listener) => listener());
  };

  const putBack = (queries: QueryClient, answers: readonly KeptAnswer[]): void => {
    let newest = 0;
    for (const { key, data, at } of answers) {
      const queryKey = JSON.parse(key) as readonly unknown[];
      if (isHeard || queries.getQueryData(queryKey) !== undefined) continue;
      queries.setQueryData(queryKey, data, { updatedAt: at });
      newest = Math.max(newest, at);
    }
    if (newest > 0) set(newest);
  };

  return {
    from: () => shownFrom,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    heard: () => {
      isHeard = true;
      set(null);
    },
    start: (queries, databases) => {
      const fresh = new Map<string, KeptAnswer>();
      let database: IDBDatabase | undefined;
      let stopped = false;
      const unsubscribe = queries.getQueryCache().subscribe(({ type, query }) => {
        const { queryKey, state } = query;
        if (type !== 'updated' || state.status !== 'success' || !nouns.has(queryKey[0]) || !isHeard) return;
        const key = JSON.stringify(queryKey);
        fresh.set(key, { key, data: state.data, at: state.dataUpdatedAt });
      });
      const write = (): void => {
        if (!database || fresh.size === 0) return;
        const answers = database.transaction(table, 'readwrite').objectStore(table);
        for (const answer of fresh.values()) answers.put(answer);
        fresh.clear();
      };
      const writing = setInterval(write, writeEveryMs);
      const open = async (): Promise<void> => {
        const opened = await openDatabase(databases);
        if (stopped) return opened.close();
        database = opened;
        putBack(queries, await heldIn(opened, now()));
      };
      // A browser that keeps nothing shows nothing old: that is all.
      open().catch(() => undefined);
      return () => {
        stopped = true;
        write();
        clearInterval(writing);
        unsubscribe();
        database?.close();
      };
    },
  };
}

/** The newest answers; what is too old or too much is taken away. */
async function heldIn(database: IDBDatabase, now: number): Promise<KeptAnswer[]> {
  const sorted = (await answersIn(database)).toSorted((a, b) => b.at - a.at);
  const held = sorted.filter(({ at }, i) => i < keptAtMost && now - at < keptForMs);
  const store = database.transaction(table, 'readwrite').objectStore(table);
  for (const { key } of sorted.filter((one) => !held.includes(one))) store.delete(key);
  return held;
}

function openDatabase(databases: IDBFactory): Promise<IDBDatabase> {
  const opening = databases.open('bt-kept-answers', 1);
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore(table, { keyPath: 'key' });
  });
  return answered(opening);
}

function answersIn(database: IDBDatabase): Promise<KeptAnswer[]> {
  return answered<KeptAnswer[]>(database.transaction(table, 'readonly').objectStore(table).getAll());
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The device did not answer')));
  });
}
