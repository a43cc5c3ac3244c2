/** One entry that was made on this device and is not yet known to have arrived. */
export interface OutboxEntry {
  /** The client id: the station takes it once, however often it comes. */
  readonly id: string;
  /** What is to be called with what, as plain JSON. */
  readonly verb: string;
  readonly input: unknown;
  /** In a few words, for the list of what waits. */
  readonly words: string;
  readonly batchId: string;
  /** Who made it: it is sent in that person's name only. */
  readonly personId: string;
  readonly personName: string;
  /** Epoch ms of this device. */
  readonly madeAt: number;
  /** Why the station refused it; null while it only waits. It stays until a person looks after it. */
  readonly refused: string | null;
}

/** Where entries are kept on the device. Every answer comes after the disk has it. */
export interface OutboxStore {
  /** Oldest first. */
  all(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

const table = 'entries';

/** The entries of this device in its IndexedDB: they outlive the page and the browser. */
export async function openOutboxStore(databases: IDBFactory, name = 'bt-outbox'): Promise<OutboxStore> {
  const opening = databases.open(name, 1);
  opening.addEventListener('upgradeneeded', () => {
    opening.result.createObjectStore(table, { keyPath: 'id' });
  });
  const database = await answerOf(opening);
  const change = (run: (entries: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const work = database.transaction(table, 'readwrite', { durability: 'strict' });
      work.addEventListener('complete', () => resolve());
      work.addEventListener('abort', () => reject(work.error ?? new Error('The device did not keep it')));
      run(work.objectStore(table));
    });
  return {
    all: async () => {
      const entries = await answerOf<OutboxEntry[]>(
        database.transaction(table, 'readonly').objectStore(table).getAll(),
      );
      return entries.toSorted((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1));
    },
    put: (entry) => change((entries) => entries.put(entry)),
    remove: (id) => change((entries) => entries.delete(id)),
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The device did not answer')));
  });
}
