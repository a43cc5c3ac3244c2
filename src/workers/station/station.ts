import { randomUUID } from 'node:crypto';
import { drivers } from '../../../drivers/registry';
import { channelId, type UnitId } from '../../shared/model/identity';
import { phaseCode, phaseOf } from '../../shared/model/phase';
import type { ProcessUnit } from '../../shared/model/process-unit';
import type { Log } from '../log';
import { actingNow } from './acting';
import { admitDelivery } from './admit-delivery';
import { createCompleteness } from './completeness/create-completeness';
import { createEdgeDesk } from './backfill/edge-desk';
import { createBridgeDesk } from './bridge/bridge-desk';
import { createDoor } from './door';
import { createDriverMemory } from './driver-memory';
import { createEventsDesk } from './events-desk';
import { createFileDesks, type StationThreads } from './file-desks';
import { createCampaignImport } from './imports/campaign-import';
import { handIn } from './hand-in';
import { historyRoom } from './history-room';
import { createIntake } from './intake/create-intake';
import { createLateHistory } from './late-history';
import { createLive, type LiveSample } from './live/live';
import { createPhaseDesk } from './phase-desk';
import { createHiddenUnits } from './plant/hidden-units';
import { createPlant } from './plant/plant';
import { withVesselFacts } from './plant/vessel-keep';
import { createRateMeter } from './rate-meter';
import { createRecordQueue } from './record-queue';
import { openComparisons } from './open-comparisons';
import { openAlarms } from './open-alarms';
import { openDevices, type OpenDevices } from './open-devices';
import { openField } from './open-field';
import { openModels } from './open-models';
import { openNotes } from './open-notes';
import { openRecords } from './open-records';
import { openStore } from './record/open-store';
import type { StoreState } from './record/store-state';
import type { DemoAttach, Rooms } from './serve/rooms';
import { commandLineConnection, createSources, demoConnection } from './sources';
import { savedUnits } from './saved-units';
import { createSimulatorDesk } from './simulator-desk';
import { reportSource } from './source-report';
import { createStationHealth, type WorkerStates } from './station-health';
import { stationHello } from './station-hello';
import type { StationInit } from './station-init';
import { createTwinDesk } from './twin-desk';
import { twinDoubts } from './twin-desk-doubts';
import { createWatchDesk } from './watch-desk';

export interface Station {
  readonly rooms: Rooms;
  setWorkers(workers: WorkerStates): void;
  /** The host hands over a port to a process that reads devices. */
  readonly joinDriver: OpenDevices['join'];
  /** Closes sources, then writes all that waits. */
  close(): Promise<void>;
}

/** Answers of one frame of arrivals travel together; below what an eye or an alarm can tell. */
const coalesceMs = 20;
/** What a broker kept through an outage comes in order, and is history all the same. */
const oldOnArrivalMs = 45_000;
const [demoUnitsSetting, retiredUnitsSetting] = ['demo-units', 'retired-simulated-units'];

/**
 * Opens the store; takes in readings from every configured source; checks each into a sample; records it and puts it
 * in live; lets watch turn samples into events; and offers all of it to serve as rooms. No other file knows the order.
 * @param want asks the host for a worker that runs on demand
 * @throws StoreRefusal where the data folder cannot be used
 */
export async function openStation(
  init: StationInit,
  threads: StationThreads,
  log: Log,
  want: (worker: string) => void = () => undefined,
): Promise<Station> {
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
    actor: actingNow,
    anchorFolders: init.anchorFolders ?? [],
  });
  const boot = randomUUID();
  const startedAt = now();
  const { historian, plant: keep } = store;
  const events = createEventsDesk(keep, log, now);
  storeChanged = (state) =>
    state.kind === 'ok' ? events.ended('store', 'Recording works again') : events.began('store', state);
  if (storeState) storeChanged(storeState);

  const demoUnits = new Set(savedUnits(keep.getSetting(demoUnitsSetting)));
  const plant = createPlant(withVesselFacts(keep, keep), now);
  const live = createLive({ boot, now, soon: (run) => setTimeout(run, coalesceMs) });
  const newest = await newestSamples();
  live.push(newest);
  const completeness = createCompleteness({
    keep,
    historian,
    plant,
    newest,
    expected: ({ unitId }) => !simulator.isRetired(unitId),
    now,
    startedAt,
    log,
  });
  const past = createLateHistory(() => live.nudge(), setTimeout);
  const twin = createTwinDesk({
    now,
    ...twinDoubts(events, (id) => plant.channel(id)?.name),
    remarked: ({ kind, words, unitId }) => events.tell('info', kind, words, unitId),
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
  const devices = openDevices({ dataDir: init.dataDir, want, events, now, sources: () => sources });
  const intake = createIntake({
    drivers: { ...drivers, ...devices.drivers },
    log,
    memoryOf: createDriverMemory(init.dataDir, log),
    onDelivery: admitDelivery(door, events, accept),
    onStateChange: (id, status) => {
      completeness.linkChanged(status);
      if (status.state === 'online') edge.settle();
      reportSource(
        events,
        sources.list().find((connection) => connection.id === id),
        status,
      );
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
      devices.refresh();
      configChanged();
    },
  });

  const notes = openNotes({ keep, plant, live, now, changed: configChanged });
  const hidden = createHiddenUnits({
    settings: keep,
    exists: (id) => plant.units().some((unit) => unit.id === id),
    changed: configChanged,
  });

  const desk = { init, store, plant, events, log, now };
  const edge = createEdgeDesk({ ...desk, demoUnits, completeness, accept });
  const bridges = createBridgeDesk({ ...desk, live, connections: () => sources.list(), configChanged });
  const imports = createCampaignImport({
    plant,
    notes,
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

  const kept = { init, threads, plant, historian, keep, notes, completeness };
  const line = {
    store,
    live,
    twin,
    imports,
    events,
    log,
    now,
    configChanged,
    past,
    simulator: () => simulator,
  };
  const recordRooms = openRecords({ ...kept, ...line, notesKept: (id) => modelling.notes.kept(id) });
  await recordRooms.ready;
  const files = createFileDesks({ ...kept, store, demoUnits, events, live, past, door, configChanged, now, failedBatches: recordRooms.failedBatches, linesOf: recordRooms.calibrations.linesOf }); // prettier-ignore
  const { quality, approval } = recordRooms;
  const modelling = openModels({
    ...kept,
    imports,
    events,
    quality,
    approval,
    log,
    now,
    configChanged,
    want,
  });

  const simulator = createSimulatorDesk({
    now,
    demo: init.demo,
    retired: savedUnits(keep.getSetting(retiredUnitsSetting)),
    retiredChanged: (ids) => {
      keep.putSetting(retiredUnitsSetting, ids);
      configChanged();
    },
  });

  const isSilent = (id: UnitId): boolean => simulator.isRetired(id) || hidden.has(id);
  const alarms = openAlarms({
    ...line,
    signing: recordRooms.signing,
    phaseOf: (id) => (plant.runningBatch(id) ? twin.phase(id).phase : 'none'),
    isSilent,
    changed: configChanged,
  });
  const watch = createWatchDesk({ plant, live, events, alarms: alarms.desk, isSilent, now });

  /** From here on a sample is on show at once, on disk within a quarter of a second, and acknowledged only then. */
  function accept(given: readonly LiveSample[], from: string, done: () => void, gaveUp: () => void): void {
    if (given.length === 0) return done();
    const samples = recordRooms.calibrations.marked(given);
    const shown = recordRooms.calibrations.shown(samples);
    rate.add(samples.length);
    const late = live.push(shown);
    const queued = edge.coming(samples);
    const bridged = bridges.coming(samples, from);
    for (const sample of shown) watch.observe(sample);
    recordRooms.observe(shown);
    const stored = (): void => {
      completeness.ledger.stored(samples, from);
      queued();
      bridged();
      const old = [...late, ...samples.filter(({ t, seenAt }) => seenAt - t > oldOnArrivalMs)];
      if (old.length > 0) past.changed(old.map(({ series }) => plant.channelOfSeries(series)));
      done();
    };
    recordQueue.add(samples, stored, gaveUp);
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
    watch.tick();
    health.tick();
    completeness.ledger.tick();
  }, 1000);

  sources.open(init.brokerUrl === null ? null : commandLineConnection(init.brokerUrl, keep.stationId));
  events.tell('info', 'station-start', `Station ${init.appVersion} started (${init.host})`);

  const { records } = recordRooms.rooms;
  const field = openField({ ...kept, ...line, demoUnits, devices: devices.room, sources, records, accept });

  const rooms: Rooms = {
    hello: stationHello(init, { stationId: keep.stationId, boot, startedAt }, now),
    health: () => Promise.resolve(health.now()),
    events: (limit) => keep.listEvents(limit),
    submit: async (columns, from) => handIn(door.admitColumns(columns, now()), from, accept),
    attachDemo,
    plant: Object.defineProperty({ ...plant, units: unitsThatRun }, 'version', {
      get: () => plant.version + configVersion,
    }),
    history: historyRoom(historian, past),
    sources,
    twin,
    phases,
    notes: modelling.notes,
    models: modelling.models,
    hidden,
    imports,
    backfill: edge.room,
    bridges: bridges.room,
    tables: files.tables,
    exports: files.exports,
    keeping: files.keeping,
    simulator,
    live,
    completeness,
    alarms: alarms.room,
    devices: devices.room,
    field,
    ...recordRooms.rooms,
    ...openComparisons({ ...kept, ...line, history: historyRoom(historian, past), records }), // prettier-ignore
  };
  return {
    rooms,
    joinDriver: devices.join,
    setWorkers: (states) => (workers = states),
    close: async () => {
      clearInterval(ticking);
      completeness.ledger.stop();
      modelling.models.stop();
      await intake.stop();
      await field.stop();
      await edge.stop();
      await bridges.stop();
      await imports.stop();
      await files.stop();
      live.nudge();
      await recordRooms.stop();
      await store.close();
    },
  };
}
