import type { BatchSummary, HiddenUnit } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import { newestPlantTime } from '../../../shared/model/plant-time';
import { freshnessOf } from '../../../shared/model/freshness';
import { channelId, type UnitId } from '../../../shared/model/identity';
import { batchAgeH, type ProcessUnit } from '../../../shared/model/process-unit';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import { Refusal } from '../../../shared/model/refusal';
import type { LiveSample } from '../live/live';
import { noteVerbs } from './note-verbs';
import type { Rooms } from './rooms';
import { guarded } from './who';

/** Bioreactors and their batches. */
export function unitVerbs(rooms: Rooms) {
  const { plant } = rooms;
  const os = guarded.units;
  return {
    // The twin goes on computing what no screen lists.
    list: os.list.handler(({ context }) =>
      plant
        .units()
        .filter(({ id }) => context.role !== 'operator' || !rooms.hidden.has(id))
        .map((unit) => summaryOf(rooms, unit)),
    ),
    current: os.current.handler(async ({ input }) => {
      const unit = unitOrRefuse(rooms, input.id);
      const channels = plant.channelsOf(unit.id);
      const now = input.at ?? rooms.hello().now;
      const samples = await samplesAt(rooms, channels, input.at);
      const values = channels.map((channel, i) => currentValue(channel, samples[i], now));
      return { id: unit.id, simulated: unit.simulated, now, values };
    }),
    sensors: os.sensors.handler(({ input }) => {
      const unit = unitOrRefuse(rooms, input.id);
      return { id: unit.id, sensors: [...plant.channelsOf(unit.id)] };
    }),
    digitalTwin: os.digitalTwin.handler(({ input }) => digitalTwin(rooms, unitOrRefuse(rooms, input.id))),
    save: os.save.handler(({ input }) => plant.saveUnit(input)),
    hidden: os.hidden.handler(() => hiddenUnits(rooms)),
    hide: os.hide.handler(({ input }) => {
      rooms.hidden.hide(input.id);
      return hiddenUnits(rooms);
    }),
    show: os.show.handler(({ input }) => {
      rooms.hidden.show(input.id);
      return hiddenUnits(rooms);
    }),
  };
}

export function batchVerbs(rooms: Rooms) {
  const { plant } = rooms;
  const os = guarded.batches;
  return {
    list: os.list.handler(({ input }) => [...plant.batches(input.unitId)]),
    start: os.start.handler(({ input: { unitId, name, inoculatedAt } }) =>
      rooms.records.startPlain(() => plant.startBatch(unitId, name, inoculatedAt)),
    ),
    end: os.end.handler(({ input }) => rooms.records.endPlain(input.id, () => plant.endBatch(input.id))),
    summaries: os.summaries.handler(() => batchSummaries(rooms)),
    ...noteVerbs(rooms),
  };
}

function hiddenUnits({ plant, hidden, live }: Rooms): HiddenUnit[] {
  return plant
    .units()
    .filter(({ id }) => hidden.has(id))
    .map((unit) => {
      const seen = plant.channelsOf(unit.id).flatMap(({ series }) => live.latest.get(series)?.seenAt ?? []);
      const lastSeenAt = seen.length === 0 ? null : Math.max(...seen);
      return { ...unit, lastSeenAt, batchRuns: plant.runningBatch(unit.id) !== null };
    });
}

function batchSummaries({ plant, notes, imports, live }: Rooms): BatchSummary[] {
  const names = new Map(plant.units().map(({ id, name }) => [id, name]));
  return plant.batches().map((batch) => {
    const origin = imports.originOf(batch.id);
    const { samples, notes: count } = notes.counts(batch.id);
    return {
      ...batch,
      unitName: names.get(batch.unitId) ?? batch.unitId,
      role: origin?.role ?? null,
      campaign: origin?.campaign ?? null,
      design: origin?.design ?? null,
      samples,
      notes: count,
      plantNow: newestPlantTime(plant.channelsOf(batch.unitId), (series) => live.latest.get(series)),
    };
  });
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
    notesVersion: batch ? rooms.notes.counts(batch.id).newest : 0,
    phaseOverrides: rooms.phases.overrides(unit.id),
  };
}

/** Newest sample of each channel, of everything or up to a moment; what was recorded arrived when it was measured. */
async function samplesAt(
  rooms: Rooms,
  channels: readonly Channel[],
  at: number | undefined,
): Promise<readonly (LiveSample | undefined)[]> {
  if (at === undefined) return channels.map(({ series }) => rooms.live.latest.get(series));
  const found = await rooms.history.newest(
    channels.map(({ series }) => series),
    at,
  );
  return found.map((sample) => (sample ? { ...sample, seenAt: sample.t } : undefined));
}

function currentValue(channel: Channel, sample: LiveSample | undefined, now: number) {
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
    batchAgeH: batch ? batchAgeH(batch, plantNow(rooms, unit)) : null,
    phase: batch ? rooms.twin.phase(unit.id).phase : ('none' as const),
    model: model && { name: model.name, version: model.version, accuracy: model.accuracy },
    prediction: predictionOf(rooms, unit.id),
  };
}

/** A simulated plant may run faster than time goes by: its batches are as old as its newest values say. */
function plantNow(rooms: Rooms, unit: ProcessUnit): number {
  const { now } = rooms.hello();
  if (!unit.simulated) return now;
  return newestPlantTime(rooms.plant.channelsOf(unit.id), (series) => rooms.live.latest.get(series)) ?? now;
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
