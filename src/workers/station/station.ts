import { randomUUID } from 'node:crypto';
import { drivers } from '../../../drivers/registry';
import { contractVersion } from '../../shared/contract/station';
import { channelId, type UnitId } from '../../shared/model/identity';
import { phaseCode, phaseOf } from '../../shared/model/phase';
import type { ProcessUnit } from '../../shared/model/process-unit';
import { Refusal } from '../../shared/model/refusal';
import type { Log } from '../log';
import { createDoor } from './door';
import { createEventsDesk } from './events-desk';
import { createCampaignImport } from './imports/campaign-import';
import { createIntake } from './intake/create-intake';
import { createLateHistory } from './late-history';
import { createLive, type LiveSample } from './live/live';
import { createPhaseDesk } from './phase-desk';
import { createPlant } from './plant/plant';
import { withVesselFacts } from './plant/vessel-keep';
import { createRateMeter } from './rate-meter';
import { createRecordQueue } from './record-queue';
import { openStore } from './record/open-store';
import type { StoreState } from './record/store-state';
import type { ThreadPaths } from './record/thread-paths';
import type { DemoAttach, Rooms } from './serve/rooms';
import { commandLineConnection, createSources, demoConnection } from './sources';
import { createSimulatorDesk } from './simulator-desk';
import { reportSource } from './source-report';
import { createStationHealth, type WorkerStates } from './station-health';
import type { StationInit } from './station-init';
import { createSuspicionDesk } from './suspicion-desk';
import { createTwinDesk } from './twin-desk';
import { createWatch } from './watch/watch';

export interface Station {
  readonly rooms: Rooms;
  setWorkers(workers: WorkerStates): void;
  /** Closes sources, then writes all that waits. */
  close(): Promise<void>;
}

/** Answers of one frame of arrivals travel together; below what an eye or an alarm can tell. */
const coalesceMs = 20;
/** What a broker kept through an outage comes in order, and is history all the same. */
const oldOnArrivalMs = 45_000;
const demoUnitsSetting = 'demo-units';
const retiredUnitsSetting = 'retired-simulated-units';

/**
 * Opens the store; takes in readings from every configured source; checks each into a sample; records it and puts it
 * in live; lets watch turn samples into events; and offers all of it to serve as rooms. No other file knows the order.
 * @throws StoreRefusal where the data folder cannot be used
 */
export async function openStation(init: StationInit, threads: ThreadPaths, log: Log): Promise<Station> {
  const now = (): number => Date.now();
  let storeState: StoreState | null = null;
  let storeChanged: (state: StoreState) => void = (state) => (storeState = state);
  const store = await openStore({
    dir: init.dataDir,
    masterKeyHex: init.masterKeyHex,
    threads,
    log,
    onState: (state) => storeChanged(state),
    clock: now,
  });
  const boot = randomUUID();
  const startedAt = now();
  const { historian, plant: keep } = store;
  const events = createEventsDesk(keep, log, now);
  storeChanged = (state) =>
    state.kind === 'ok' ? events.ended('store', 'Recording works again') : events.began('store', state);
  if (storeState) storeChanged(storeState);

  const demoUnits = new Set(savedDemoUnits(keep.getSetting(demoUnitsSetting)));
  const plant = createPlant(withVesselFacts(keep, keep), now);
  const live = createLive({ boot, now, soon: (run) => setTimeout(run, coalesceMs) });
  live.push(await newestSamples());
  const past = createLateHistory(() => live.nudge(), setTimeout);
  const watch = createWatch();
  const suspicions = createSuspicionDesk(events, (id) => plant.channel(id)?.name);
  const twin = createTwinDesk({
    now,
    suspected: (list) => suspicions.update(list),
    recordedPhase: (unitId) => {
      const channel = plant.channel(channelId(unitId, 'Phase'));
      return phaseOf(channel ? (live.latest.get(channel.series)?.value ?? null) : null).id;
    },
    phaseChanged: (unitId, from, to) => {
      const words = phaseOf(phaseCode(to)).words;
      if (from !== null) events.tell('info', 'phase-change', `Phase is now ${words}`, unitId);
      configChanged();
    },
  });
  const phases = createPhaseDesk({
    settings: keep,
    runningBatch: (unitId) => plant.runningBatch(unitId),
    now,
    changed: (unitId, words) => {
      events.tell('info', 'phase-override', words, unitId);
      configChanged();
    },
  });
  const rate = createRateMeter(now);
  const recordQueue = createRecordQueue(
    (samples) => historian.append(samples),
    (count, reason) =>
      events.tell('error', 'samples-lost', `${count} samples could not be recorded: ${String(reason)}`),
  );
  let configVersion = 1;
  let workers: WorkerStates = [];

  const door = createDoor({
    plant,
    store: keep,
    demoUnits,
    unmapped: (delivery, reading, unitId) => intake.noteUnmapped(delivery, reading, unitId),
  });
  const intake = createIntake({
    drivers,
    log,
    onDelivery: (connection, delivery) => {
      const giveBack = (): void => delivery.giveBack();
      try {
        accept(door.admit(connection, delivery), () => delivery.ack(), giveBack);
        events.ended('admission', 'New units, channels and batches can be saved again');
      } catch (problem) {
        // A new unit, channel or batch could not be saved (a full disk): the source keeps the message.
        if (!(problem instanceof Refusal)) throw problem;
        events.began('admission', {
          kind: 'not-admitted',
          words: problem.words,
          advice: 'Free space on the disk.',
        });
        giveBack();
      }
    },
    onStateChange: (id, status) => {
      reportSource(events, sources.list().find((connection) => connection.id === id)?.name ?? id, status);
      configChanged();
    },
  });
  const sources = createSources({
    store: keep,
    intake,
    now,
    ensureChannel: (unitId, tag) => plant.ensureChannel(unitId, tag),
    changed: () => {
      door.refresh();
      configChanged();
    },
  });

  const imports = createCampaignImport({
    plant,
    historian,
    settings: keep,
    demoUnits,
    show: (newest) => {
      live.push(newest);
      past.changed(newest.map(({ series }) => plant.channelOfSeries(series)));
    },
    tell: (...event) => events.tell(...event),
    changed: () => {
      door.refresh();
      configChanged();
    },
    log,
    now,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });

  const simulator = createSimulatorDesk({
    now,
    demo: init.demo,
    retired: savedDemoUnits(keep.getSetting(retiredUnitsSetting)),
    retiredChanged: (ids) => {
      keep.putSetting(retiredUnitsSetting, ids);
      configChanged();
    },
  });

  /** From here on a sample is on show at once, on disk within a quarter of a second, and acknowledged only then. */
  function accept(samples: readonly LiveSample[], done: () => void, gaveUp: () => void): void {
    if (samples.length === 0) return done();
    rate.add(samples.length);
    const late = live.push(samples);
    for (const sample of samples) observe(sample);
    const stored = (): void => {
      const old = [...late, ...samples.filter(({ t, seenAt }) => seenAt - t > oldOnArrivalMs)];
      if (old.length > 0) past.changed(old.map(({ series }) => plant.channelOfSeries(series)));
      done();
    };
    recordQueue.add(samples, stored, gaveUp);
  }

  function observe(sample: LiveSample): void {
    if (live.latest.get(sample.series) !== sample) return;
    const channel = plant.channelOfSeries(sample.series);
    // What is wrong with a derived value was said of its inputs.
    if (channel?.kind === 'derived') return;
    const seen = channel && watch.sample(channel, sample, sample.seenAt);
    if (seen) events.tell(seen.severity, seen.kind, seen.words, seen.unitId);
  }

  const unitsThatRun = (): ProcessUnit[] => plant.units().filter(({ id }) => !simulator.isRetired(id));

  function configChanged(): void {
    configVersion += 1;
    live.nudge();
  }

  async function newestSamples(): Promise<LiveSample[]> {
    const channels = plant.units().flatMap((unit) => plant.channelsOf(unit.id));
    const newest = await historian.newest(channels.map((channel) => channel.series));
    return newest.filter((sample) => sample !== null);
  }

  function attachDemo({ brokerPort, units, batches }: DemoAttach): void {
    for (const unit of units) demoUnits.add(unit.id);
    keep.putSetting(demoUnitsSetting, [...demoUnits]);
    for (const unit of units) plant.announceUnit(unit);
    for (const batch of batches) plant.announceBatch(batch);
    sources.addDemo(demoConnection(brokerPort, keep.stationId));
    door.refresh();
  }

  const health = createStationHealth({
    historian,
    events,
    now,
    readingsPerS: () => rate.perS(),
    workers: () => workers,
  });
  const ticking = setInterval(() => {
    for (const seen of watch.tick(now()))
      if (!simulator.isRetired(seen.unitId)) events.tell(seen.severity, seen.kind, seen.words, seen.unitId);
    health.tick();
  }, 1000);

  sources.open(init.brokerUrl === null ? null : commandLineConnection(init.brokerUrl, keep.stationId));
  events.tell('info', 'station-start', `Station ${init.appVersion} started (${init.host})`);

  const rooms: Rooms = {
    hello: () => ({
      contractVersion,
      appVersion: init.appVersion,
      stationId: keep.stationId,
      boot,
      startedAt,
      now: now(),
      dataDir: init.dataDir,
      host: init.host,
    }),
    health: () => Promise.resolve(health.now()),
    events: (limit) => keep.listEvents(limit),
    submit: (columns) =>
      new Promise((resolve, reject) => {
        const samples = door.admitColumns(columns, now());
        const refuse = (): void =>
          reject(new Refusal('UNAVAILABLE', 'The disk takes no data; hand in again'));
        accept(samples, () => resolve(samples.length), refuse);
      }),
    attachDemo,
    plant: Object.defineProperty({ ...plant, units: unitsThatRun }, 'version', {
      get: () => plant.version + configVersion,
    }),
    history: {
      read: (window, widthPx) => historian.read({ ...window, widthPx }),
      grid: (window) => historian.grid(window),
      lastTimes: (series) => historian.lastTimes(series),
      newest: (series, upTo) => historian.newest(series, upTo),
      recordedTo: () => historian.stats().recordedTo,
      get lateVersion() {
        return past.version;
      },
      lateVersionOf: (unitId) => past.versionOf(unitId),
    },
    sources,
    twin,
    phases,
    imports,
    simulator,
    live,
  };
  return {
    rooms,
    setWorkers: (states) => (workers = states),
    close: async () => {
      clearInterval(ticking);
      await intake.stop();
      await imports.stop();
      live.nudge();
      await store.close();
    },
  };
}

function savedDemoUnits(setting: unknown): UnitId[] {
  return Array.isArray(setting) ? setting.filter((id): id is UnitId => typeof id === 'string') : [];
}
