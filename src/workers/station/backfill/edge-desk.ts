import type { Completeness } from '../completeness/create-completeness';
import type { EdgeStatus } from '../../../shared/contract/backfill';
import type { EdgeStore, EdgeStoreId } from '../../../shared/model/edge-store';
import type { UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import type { Log } from '../../log';
import type { EventsDesk } from '../events-desk';
import { handIn, type Accept } from '../hand-in';
import { createForwarding, type Forwarding } from '../forward/forwarding';
import type { LiveSample } from '../live/live';
import type { Plant } from '../plant/plant';
import { openForward } from '../record/forward/open-forward';
import type { Store } from '../record/open-store';
import type { RecordedSample } from '../record/recorded-sample';
import type { BackfillRoom } from '../serve/rooms';
import { createBackfill } from './backfill';
import { createEdgeStores, problemWords, type EdgeStores } from './edge-stores';
import { mapSeries, type SeriesFacts } from './map-series';
import { missingOf } from './missing-spans';
import { createStoreWatch, type StoreCondition, type StoreWatch } from './store-watch';

export interface EdgeDeskDeps {
  readonly init: { readonly dataDir: string };
  readonly store: Pick<Store, 'historian' | 'plant'>;
  readonly plant: Plant;
  readonly demoUnits: ReadonlySet<UnitId>;
  readonly completeness: Pick<Completeness, 'holesOf'>;
  readonly events: EventsDesk;
  /** The front door of the station, after the check. */
  readonly accept: Accept<LiveSample>;
  readonly log: Log;
  readonly now: () => number;
}

/** Everything between this station and the edge stores: holes filled from them, samples forwarded to them. */
export interface EdgeDesk {
  readonly room: BackfillRoom;
  /** See {@link Forwarding}. */
  readonly coming: Forwarding['coming'];
  /** A source came back. */
  settle(): void;
  stop(): Promise<void>;
}

const tickMs = 5000;
const previewSeries = 500;
const previewWithinMs = 30_000;
const previewWindowMs = 30 * 24 * 3_600_000;

export function createEdgeDesk(deps: EdgeDeskDeps): EdgeDesk {
  const { store, plant, demoUnits, events, log, now } = deps;
  const { historian, plant: keep } = store;
  const file = openForward(deps.init.dataDir, log, now);
  if (file.words !== '') events.tell('warning', 'forward-file', file.words);
  const facts: SeriesFacts = { plant, mappings: keep, demoUnits };
  const stores = createEdgeStores({ keep, log, now, changed: (id) => changed(id) });
  const watch = createStoreWatch(stores, facts, now, (id, condition) => report(id, condition));
  const record = async (samples: readonly RecordedSample[], from: string): Promise<void> => {
    await handIn(samples, from, deps.accept);
  };
  const backfill = createBackfill({
    stores,
    watch,
    asked: file.asked,
    plant,
    demoUnits,
    door: { historian, record, now },
    missing: async ({ channels, from, to }) =>
      missingOf(await deps.completeness.holesOf(channels, from, to), channels),
    originOf: (words) => historian.origin(words),
    tell: (...event) => events.tell(...event),
    log,
    now,
  });
  const forwarding = createForwarding({
    queue: file.queue,
    historian,
    plant,
    open: (one) => stores.open(one),
    tell: (...event) => events.tell(...event),
    log,
    now,
  });
  const apply = (): Promise<void> => forwarding.apply(file.usable ? stores.list() : []);
  const report = (id: EdgeStoreId, { state, words }: StoreCondition): void => {
    const name = stores.list().find((one) => one.id === id)?.name ?? id;
    if (state !== 'failing') return events.ended(`edge:${id}`, `${name} answers`);
    events.began(`edge:${id}`, {
      kind: 'edge-store-failing',
      words: `${name}: ${words}`,
      advice: 'Holes are filled from it once it answers. See its settings under Connections.',
    });
  };
  const changed = (id: EdgeStoreId): void => {
    watch.forget(id);
    file.asked.forgetStore(id);
    events.ended(`edge:${id}`, 'The settings of the edge store were changed');
    void forgetRemoved(id);
  };
  /** What waits for a store goes with it, once nobody sends it any more. */
  const forgetRemoved = async (id: EdgeStoreId): Promise<void> => {
    await apply();
    if (!stores.list().some((one) => one.id === id)) file.queue.forget(id);
  };
  const ticking = setInterval(() => {
    backfill.tick();
    forwarding.tick();
  }, tickMs);
  void apply();

  return {
    room: roomOf({ stores, watch, forwarding, facts, backfill, now }),
    coming: (samples) => forwarding.coming(samples),
    settle: () => backfill.settle(),
    stop: async () => {
      clearInterval(ticking);
      await backfill.stop();
      await forwarding.stop();
      file.close();
    },
  };
}

interface RoomParts {
  readonly stores: EdgeStores;
  readonly watch: StoreWatch;
  readonly forwarding: Forwarding;
  readonly facts: SeriesFacts;
  readonly backfill: ReturnType<typeof createBackfill>;
  readonly now: () => number;
}

function roomOf({ stores, watch, forwarding, facts, backfill, now }: RoomParts): BackfillRoom {
  const statusOf = (store: EdgeStore): EdgeStatus => ({
    id: store.id,
    ...watch.condition(store.id),
    hasSecret: stores.hasSecret(store.id),
    forward: forwarding.status(store.id),
  });
  return {
    stores: () => stores.list().map((store) => ({ store, status: statusOf(store) })),
    save: (store, secret) => stores.save(store, secret),
    remove: (id) => stores.remove(id),
    test: (store, secret) => stores.test(store, secret),
    preview: async (store, secret) => {
      const window = { from: now() - previewWindowMs, to: now() + 60_000 };
      try {
        const found = await stores.open(store, secret).series(window, AbortSignal.timeout(previewWithinMs));
        const series = mapSeries(found.slice(0, previewSeries), store, facts).map(({ told }) => told);
        return { series, more: Math.max(0, found.length - previewSeries) };
      } catch (error) {
        throw new Refusal('UNAVAILABLE', problemWords(error));
      }
    },
    run: (span) => backfill.run(span),
    file: (path) => backfill.file(path),
    cancel: () => backfill.cancel(),
    progress: () => backfill.progress(),
  };
}
