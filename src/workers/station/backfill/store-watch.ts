import type { StoredSeries } from '../../../../drivers/influx/influx-store';
import type { Channel } from '../../../shared/model/channel';
import type { EdgeStore, EdgeStoreId } from '../../../shared/model/edge-store';
import type { EdgeStores } from './edge-stores';
import { problemWords } from './edge-stores';
import { mapSeries, seriesByChannel, type SeriesFacts } from './map-series';

export interface StoreCondition {
  readonly state: 'unknown' | 'ok' | 'failing';
  readonly since: number;
  readonly words: string;
  readonly channels: number | null;
}

/** Which store can be asked, and what it holds for which channel. */
export interface StoreWatch {
  condition(id: EdgeStoreId): StoreCondition;
  /** Series by channel as last looked up; looked up again after a while. Null where the store cannot be asked now. */
  holdings(
    store: EdgeStore,
    signal: AbortSignal,
    /** Looked up now, and channels made that the catalogue knows and no sample ever came for. */
    fresh: boolean,
  ): Promise<ReadonlyMap<Channel, readonly StoredSeries[]> | null>;
  answered(id: EdgeStoreId): void;
  failed(id: EdgeStoreId, error: unknown): void;
  forget(id: EdgeStoreId): void;
}

const lookAgainMs = 60_000;
const firstRetryMs = 5000;
const longestRetryMs = 30_000;
/** Series without a point in this long are not looked for in a 2.x store. */
const windowMs = 90 * 24 * 3_600_000;

interface Known {
  condition: StoreCondition;
  holdings: ReadonlyMap<Channel, readonly StoredSeries[]> | null;
  lookedAt: number;
  retryAt: number;
  retryMs: number;
}

export function createStoreWatch(
  stores: Pick<EdgeStores, 'open'>,
  facts: SeriesFacts,
  now: () => number,
  told: (id: EdgeStoreId, condition: StoreCondition) => void,
): StoreWatch {
  const all = new Map<EdgeStoreId, Known>();
  const knownOf = (id: EdgeStoreId): Known => {
    let known = all.get(id);
    if (!known) {
      const condition: StoreCondition = { state: 'unknown', since: now(), words: '', channels: null };
      all.set(id, (known = { condition, holdings: null, lookedAt: 0, retryAt: 0, retryMs: firstRetryMs }));
    }
    return known;
  };
  const become = (id: EdgeStoreId, state: 'ok' | 'failing', words: string): void => {
    const known = knownOf(id);
    const before = known.condition;
    const channels = known.holdings?.size ?? before.channels;
    const since = before.state === state ? before.since : now();
    known.condition = { state, since, words, channels };
    if (before.state !== state || before.words !== words) told(id, known.condition);
  };
  const answered = (id: EdgeStoreId): void => {
    const known = knownOf(id);
    known.retryAt = 0;
    known.retryMs = firstRetryMs;
    become(id, 'ok', '');
  };
  const failed = (id: EdgeStoreId, error: unknown): void => {
    const known = knownOf(id);
    known.retryAt = now() + known.retryMs;
    known.retryMs = Math.min(longestRetryMs, known.retryMs * 2);
    become(id, 'failing', problemWords(error));
  };
  return {
    condition: (id) => knownOf(id).condition,
    answered,
    failed,
    forget: (id) => {
      all.delete(id);
    },
    holdings: async (store, signal, fresh) => {
      const known = knownOf(store.id);
      const at = now();
      if (at < known.retryAt && !fresh) return null;
      if (known.holdings && at - known.lookedAt < lookAgainMs && !fresh) return known.holdings;
      try {
        const window = { from: Math.max(0, at - windowMs), to: at + 60_000 };
        const found = await stores.open(store).series(window, signal);
        known.holdings = seriesByChannel(mapSeries(found, store, facts), facts, fresh);
        known.lookedAt = at;
        answered(store.id);
        return known.holdings;
      } catch (error) {
        signal.throwIfAborted();
        failed(store.id, error);
        return null;
      }
    },
  };
}
