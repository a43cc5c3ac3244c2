import type { Channel, ChannelDefinition } from '../../../shared/model/channel';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import {
  batchIdSchema,
  channelId,
  type BatchId,
  type ChannelId,
  type UnitId,
} from '../../../shared/model/identity';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';

/** Where the plant is kept between starts; every call is durable when it returns. */
export interface PlantKeep {
  listUnits(): ProcessUnit[];
  saveUnit(unit: ProcessUnit): void;
  listChannels(): Channel[];
  /** Adds channels that are new, with a series number each; answers all of the definitions asked for. */
  ensureChannels(unitId: UnitId, definitions: readonly ChannelDefinition[]): Channel[];
  listBatches(): Batch[];
  saveBatch(batch: Batch): void;
}

export interface Plant {
  /** Raised with every change. */
  readonly version: number;
  units(): readonly ProcessUnit[];
  channelsOf(unitId: UnitId): readonly Channel[];
  channel(id: ChannelId): Channel | undefined;
  channelOfSeries(series: number): Channel | undefined;
  saveUnit(unit: Omit<ProcessUnit, 'simulated'>): ProcessUnit;
  /** Makes or corrects a unit as its source describes it. */
  announceUnit(unit: ProcessUnit): void;
  /** The channel of a catalogue tag, created at its first reading; undefined for a tag the catalogue does not know. */
  ensureChannel(unitId: UnitId, tag: string): Channel | undefined;
  /** The same for several tags at once: those that are new are made together, in one entry of the ledger. */
  ensureChannelsOf(unitId: UnitId, tags: readonly string[]): (Channel | undefined)[];
  runningBatch(unitId: UnitId): Batch | null;
  batches(unitId?: UnitId): readonly Batch[];
  startBatch(unitId: UnitId, name: string, inoculatedAt: number): Batch;
  endBatch(id: BatchId): Batch;
  /** Takes over a batch as its source describes it; another one running on the unit ends where this one begins. */
  announceBatch(batch: Batch): void;
  /** Takes over a batch that was saved already, in a transaction of the records room. */
  adopt(batch: Batch): void;
  /** Batches whose life is kept in records: no source starts, ends or changes them. */
  keptInRecords(isKept: (id: BatchId) => boolean): void;
}

const minuteMs = 60_000;

/**
 * The configured plant in memory, written through to its keep: units, the channels that ever had a reading, batches.
 * @param now clock, epoch ms
 */
export function createPlant(keep: PlantKeep, now: () => number): Plant {
  const units = new Map(keep.listUnits().map((unit) => [unit.id, unit]));
  const channels = new Map(keep.listChannels().map((channel) => [channel.id, channel]));
  const bySeries = new Map([...channels.values()].map((channel) => [channel.series, channel]));
  const batches = new Map(keep.listBatches().map((batch) => [batch.id, batch]));
  let version = 1;
  let isKept: (id: BatchId) => boolean = () => false;

  const putUnit = (unit: ProcessUnit): ProcessUnit => {
    keep.saveUnit(unit);
    units.set(unit.id, unit);
    version += 1;
    return unit;
  };
  const putBatch = (batch: Batch): Batch => {
    keep.saveBatch(batch);
    batches.set(batch.id, batch);
    version += 1;
    return batch;
  };
  const running = (unitId: UnitId): Batch | null =>
    [...batches.values()].find((batch) => batch.unitId === unitId && batch.endedAt === null) ?? null;
  const unitOrRefuse = (id: UnitId): ProcessUnit => {
    const unit = units.get(id);
    if (!unit) throw new Refusal('NOT_FOUND', `No bioreactor is called ${id}`, 'unitId');
    return unit;
  };

  const addChannels = (unit: ProcessUnit, definitions: readonly ChannelDefinition[]): void => {
    if (definitions.length === 0) return;
    for (const added of keep.ensureChannels(unit.id, definitions)) {
      channels.set(added.id, added);
      bySeries.set(added.series, added);
    }
    version += 1;
  };
  const ensureChannelsOf: Plant['ensureChannelsOf'] = (unitId, tags) => {
    const unit = units.get(unitId);
    const unknown = tags.filter((tag) => !channels.has(channelId(unitId, tag)));
    const catalogue = unit && unknown.length > 0 ? catalogueFor(unit.scale) : [];
    if (unit) addChannels(unit, catalogue.filter(({ tag }) => unknown.includes(tag))); // prettier-ignore
    return tags.map((tag) => channels.get(channelId(unitId, tag)));
  };

  return {
    get version() {
      return version;
    },
    units: () => [...units.values()].toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true })),
    channelsOf: (unitId) =>
      inCatalogueOrder([...channels.values()].filter((channel) => channel.unitId === unitId)),
    channel: (id) => channels.get(id),
    channelOfSeries: (series) => bySeries.get(series),
    saveUnit: (unit) =>
      putUnit({ ...units.get(unit.id), ...unit, simulated: units.get(unit.id)?.simulated ?? false }),
    announceUnit: (told) => {
      // What a source does not speak of stays as it was set; facts that somebody set stand above those it states.
      const known = units.get(told.id);
      const vessel = { ...told.vessel, ...known?.vessel };
      const unit = { ...known, ...told, ...(told.vessel || known?.vessel ? { vessel } : {}) };
      if (JSON.stringify(units.get(unit.id)) !== JSON.stringify(unit)) putUnit(unit);
    },
    ensureChannel: (unitId, tag) =>
      channels.get(channelId(unitId, tag)) ?? ensureChannelsOf(unitId, [tag])[0],
    ensureChannelsOf,
    runningBatch: running,
    batches: (unitId) =>
      [...batches.values()]
        .filter((batch) => unitId === undefined || batch.unitId === unitId)
        .toSorted((a, b) => b.inoculatedAt - a.inoculatedAt),
    startBatch: (unitId, name, inoculatedAt) => {
      const unit = unitOrRefuse(unitId);
      const other = running(unitId);
      if (other)
        throw new Refusal('CONFLICT', `${other.name} is still running on ${unit.name}: end it first`);
      if (inoculatedAt > now() + minuteMs)
        throw new Refusal('REFUSED', 'The inoculation time lies in the future', 'inoculatedAt');
      const id = freeBatchId(unitId, inoculatedAt, batches);
      return putBatch({ id, unitId, name, inoculatedAt, endedAt: null, simulated: unit.simulated });
    },
    endBatch: (id) => {
      const batch = batches.get(id);
      if (!batch) throw new Refusal('NOT_FOUND', `No batch is called ${id}`);
      if (batch.endedAt !== null) throw new Refusal('CONFLICT', `${batch.name} has already ended`);
      return putBatch({ ...batch, endedAt: now() });
    },
    adopt: (batch) => {
      batches.set(batch.id, batch);
      version += 1;
    },
    keptInRecords: (ask) => {
      isKept = ask;
    },
    announceBatch: (batch) => {
      const other = running(batch.unitId);
      if (isKept(batch.id) || (other && batch.endedAt === null && isKept(other.id))) return;
      if (other && other.id !== batch.id && !isKept(other.id))
        putBatch({ ...other, endedAt: Math.max(other.inoculatedAt, batch.inoculatedAt) });
      if (JSON.stringify(batches.get(batch.id)) !== JSON.stringify(batch)) putBatch(batch);
    },
  };
}

/** UNIT-YYYYMMDD-N, N counting up from 1. */
function freeBatchId(unitId: UnitId, inoculatedAt: number, taken: ReadonlyMap<string, Batch>): BatchId {
  const day = new Date(inoculatedAt).toISOString().slice(0, 10).replaceAll('-', '');
  for (let n = 1; ; n += 1) {
    const id = batchIdSchema.parse(`${unitId}-${day}-${n}`);
    if (!taken.has(id)) return id;
  }
}

const catalogueOrder = new Map(catalogueFor('15L').map((definition, index) => [definition.tag, index]));

function inCatalogueOrder(channels: Channel[]): Channel[] {
  const place = (channel: Channel): number => catalogueOrder.get(channel.tag) ?? catalogueOrder.size;
  return channels.toSorted((a, b) => place(a) - place(b));
}
