import type { Channel } from '../../../shared/model/channel';
import { freshnessOf } from '../../../shared/model/freshness';
import { channelId, type UnitId } from '../../../shared/model/identity';
import { batchAgeH, type ProcessUnit } from '../../../shared/model/process-unit';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import { Refusal } from '../../../shared/model/refusal';
import type { LiveSample } from '../live/live';
import type { Rooms } from './rooms';
import { guarded } from './who';

/** Bioreactors and their batches. */
export function unitVerbs(rooms: Rooms) {
  const { plant } = rooms;
  const os = guarded.units;
  return {
    list: os.list.handler(() => plant.units().map((unit) => summaryOf(rooms, unit))),
    current: os.current.handler(({ input }) => {
      const unit = unitOrRefuse(rooms, input.id);
      const { now } = rooms.hello();
      const values = plant.channelsOf(unit.id).map((channel) => currentValue(rooms, channel, now));
      return { id: unit.id, simulated: unit.simulated, now, values };
    }),
    sensors: os.sensors.handler(({ input }) => {
      const unit = unitOrRefuse(rooms, input.id);
      return { id: unit.id, sensors: [...plant.channelsOf(unit.id)] };
    }),
    digitalTwin: os.digitalTwin.handler(({ input }) => digitalTwin(rooms, unitOrRefuse(rooms, input.id))),
    save: os.save.handler(({ input }) => plant.saveUnit(input)),
  };
}

export function batchVerbs(rooms: Rooms) {
  const { plant } = rooms;
  const os = guarded.batches;
  return {
    list: os.list.handler(({ input }) => [...plant.batches(input.unitId)]),
    start: os.start.handler(({ input }) => plant.startBatch(input.unitId, input.name, input.inoculatedAt)),
    end: os.end.handler(({ input }) => plant.endBatch(input.id)),
  };
}

function unitOrRefuse(rooms: Rooms, id: UnitId): ProcessUnit {
  const unit = rooms.plant.units().find((candidate) => candidate.id === id);
  if (!unit) throw new Refusal('NOT_FOUND', `No bioreactor is called ${id}`);
  return unit;
}

function summaryOf(rooms: Rooms, unit: ProcessUnit) {
  const { phase, since } = rooms.twin.phase(unit.id);
  const batch = rooms.plant.runningBatch(unit.id);
  return {
    ...unit,
    batch,
    phase: batch ? phase : ('none' as const),
    phaseSince: since,
    historyVersion: rooms.history.lateVersionOf(unit.id),
    channels: [...rooms.plant.channelsOf(unit.id)],
    phaseOverrides: rooms.phases.overrides(unit.id),
  };
}

function currentValue(rooms: Rooms, channel: Channel, now: number) {
  const sample = rooms.live.latest.get(channel.series);
  const quality = sample?.quality ?? 0;
  return {
    tag: channel.tag,
    name: channel.name,
    unit: channel.unit,
    value: sample?.value ?? null,
    at: sample?.t ?? null,
    quality: qualityLevel(quality),
    reason: qualityOf(quality).words,
    freshness: freshnessOf(sample?.seenAt ?? null, channel.cadenceMs, now),
  };
}

function digitalTwin(rooms: Rooms, unit: ProcessUnit) {
  const batch = rooms.plant.runningBatch(unit.id);
  const { model } = rooms.twin.status();
  return {
    id: unit.id,
    simulated: unit.simulated,
    batchId: batch?.id ?? null,
    batchAgeH: batch ? batchAgeH(batch, rooms.hello().now) : null,
    phase: batch ? rooms.twin.phase(unit.id).phase : ('none' as const),
    model: model && { name: model.name, version: model.version, accuracy: model.accuracy },
    prediction: predictionOf(rooms, unit.id),
  };
}

function predictionOf(rooms: Rooms, unitId: UnitId) {
  const newest = (tag: string): LiveSample | undefined => {
    const channel = rooms.plant.channel(channelId(unitId, tag));
    return channel && rooms.live.latest.get(channel.series);
  };
  const od = newest('OD_pred');
  if (!od) return null;
  return {
    at: od.t,
    od600: od.value,
    low: newest('OD_pred_low')?.value ?? null,
    high: newest('OD_pred_high')?.value ?? null,
    muPerH: newest('mu')?.value ?? null,
    quality: qualityLevel(od.quality),
    reason: qualityOf(od.quality).words,
  };
}
