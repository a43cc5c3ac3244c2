import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { InfluxProblem } from '../../../../drivers/influx/influx-problem';
import { influxStore } from '../../../../drivers/influx/influx-driver';
import type { InfluxStore } from '../../../../drivers/influx/influx-store';
import { edgeStoreSchema, type EdgeStore, type EdgeStoreId } from '../../../shared/model/edge-store';
import { Refusal } from '../../../shared/model/refusal';
import type { Log } from '../../log';
import type { PlantStore } from '../record/plant/plant-store';

const setting = 'edge-stores';
const mostStores = 20;
const testWithinMs = 15_000;

/** The configured edge stores. Secrets go in and never come out. */
export interface EdgeStores {
  list(): readonly EdgeStore[];
  hasSecret(id: EdgeStoreId): boolean;
  /** `secret`: undefined keeps what is stored, empty removes it. */
  save(store: EdgeStore, secret: string | undefined): EdgeStore;
  remove(id: EdgeStoreId): boolean;
  /** Opens it with the secret given, or else the stored one. */
  open(store: EdgeStore, secret?: string): InfluxStore;
  test(store: EdgeStore, secret: string | undefined): Promise<{ ok: boolean; words: string }>;
}

export interface EdgeStoresDeps {
  readonly keep: Pick<PlantStore, 'getSetting' | 'putSetting' | 'getSealed' | 'putSealed'>;
  readonly log: Log;
  readonly now: () => number;
  /** One was saved or removed. */
  readonly changed: (id: EdgeStoreId) => void;
}

export function createEdgeStores({ keep, log, now, changed }: EdgeStoresDeps): EdgeStores {
  let stores = readStores(keep.getSetting(setting), log);
  const put = (next: EdgeStore[]): void => {
    keep.putSetting(setting, next);
    stores = next;
  };
  const open: EdgeStores['open'] = (store, secret) =>
    influxStore({
      store,
      secret: secret ?? keep.getSealed(secretPlace(store.id)) ?? '',
      pause: async (ms, signal) => {
        await sleep(ms, undefined, { signal });
      },
    });
  return {
    list: () => stores,
    open,
    hasSecret: (id) => keep.getSealed(secretPlace(id)) !== undefined,
    save: (given, secret) => {
      const before = stores.find(({ id }) => id === given.id);
      if (!before && stores.length >= mostStores)
        throw new Refusal('REFUSED', `There are ${mostStores} edge stores already: remove one`);
      const store = { ...given, forward: { ...given.forward, since: forwardedSince(given, before, now()) } };
      if (secret !== undefined) keep.putSealed(secretPlace(store.id), secret === '' ? undefined : secret);
      put(before ? stores.map((known) => (known.id === store.id ? store : known)) : [...stores, store]);
      changed(store.id);
      return store;
    },
    remove: (id) => {
      if (!stores.some((store) => store.id === id)) return false;
      put(stores.filter((store) => store.id !== id));
      keep.putSealed(secretPlace(id), undefined);
      changed(id);
      return true;
    },
    test: async (store, secret) => {
      try {
        return { ok: true, words: await open(store, secret).test(AbortSignal.timeout(testWithinMs)) };
      } catch (error) {
        return { ok: false, words: problemWords(error) };
      }
    },
  };
}

/** What went wrong with a store, for a person. */
export function problemWords(error: unknown): string {
  if (error instanceof InfluxProblem || error instanceof Refusal) return error.words;
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    return 'It did not answer in time';
  return error instanceof Error ? error.message : String(error);
}

function secretPlace(id: EdgeStoreId): string {
  return `edge-store/${id}`;
}

/** Forwarding begins with what is recorded from the moment it is switched on. */
function forwardedSince(store: EdgeStore, before: EdgeStore | undefined, now: number): number {
  if (!store.forward.enabled) return 0;
  return before?.forward.enabled === true ? before.forward.since : now;
}

function readStores(saved: unknown, log: Log): EdgeStore[] {
  if (saved === undefined) return [];
  const list = z.array(z.unknown()).safeParse(saved);
  return (list.success ? list.data : []).flatMap((one) => {
    const store = edgeStoreSchema.safeParse(one);
    // One unreadable store must not keep the others from being asked.
    if (!store.success) log('error', 'A stored edge store cannot be read and is left out', {});
    return store.success ? [store.data] : [];
  });
}
