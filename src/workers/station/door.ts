import type { BatchAnnouncement, Delivery } from '../../../drivers/driver';
import type { Channel } from '../../shared/model/channel';
import type { Connection } from '../../shared/model/connection';
import { batchIdSchema, type ConnectionId, type UnitId } from '../../shared/model/identity';
import { newUnit } from '../../shared/model/process-unit';
import { worstQuality } from '../../shared/model/quality';
import type { Reading, ReadingColumns } from '../../shared/model/reading';
import { createJudge, judge, type Judge } from './check/judge';
import { createResolver, type ResolveChannel } from './check/resolve-channel';
import type { LiveSample } from './live/live';
import type { Plant } from './plant/plant';
import type { PlantStore } from './record/plant/plant-store';

/** The front door: what a source says becomes samples of our channels. */
export interface Door {
  /** Samples of a delivery; readings that feed nothing are handed to `unmapped`. */
  admit(connection: Connection, delivery: Delivery): LiveSample[];
  /** Samples of columns handed in by our own workers. */
  admitColumns(columns: ReadingColumns, seenAt: number): LiveSample[];
  /** Mappings, units or channels changed. */
  refresh(): void;
}

export interface DoorDeps {
  readonly plant: Plant;
  readonly store: Pick<PlantStore, 'listMappings'>;
  /** Units that belong to the demo: no other source may feed them. */
  readonly demoUnits: ReadonlySet<UnitId>;
  readonly unmapped: (delivery: Delivery, reading: Reading, unitId: UnitId | null) => void;
}

/** Units are made from what sources say up to here: a source gone wrong must not fill the plant. */
const mostUnits = 200;

export function createDoor({ plant, store, demoUnits, unmapped }: DoorDeps): Door {
  const resolvers = new Map<ConnectionId, ResolveChannel>();
  const judges = new Map<number, Judge>();

  const resolverOf = (connection: Connection): ResolveChannel => {
    const known = resolvers.get(connection.id);
    if (known) return known;
    const units = plant.units();
    const made = createResolver({
      connection,
      mappings: store.listMappings(connection.id),
      units,
      channels: units.flatMap(({ id }) => plant.channelsOf(id)),
      // A plant never writes into a demo unit of the same name, nor the demo into a real one.
      reserved: new Set(
        units.map(({ id }) => id).filter((id) => demoUnits.has(id) !== (connection.kind === 'demo')),
      ),
    });
    resolvers.set(connection.id, made);
    return made;
  };

  const mayAddUnit = (connection: Connection): boolean =>
    connection.autoUnits && plant.units().length < mostUnits;

  const channelFor = (connection: Connection, reading: Reading): Channel | { unitId: UnitId | null } => {
    const found = resolverOf(connection)(reading.unitKey, reading.tag, reading.name);
    switch (found.kind) {
      case 'channel':
        return found.channel;
      case 'unknown-tag':
        return { unitId: found.unitId };
      case 'unknown-unit':
        if (!mayAddUnit(connection)) return { unitId: null };
        plant.announceUnit({
          ...newUnit(found.unitId, connection.scale, false),
          name: reading.unitKey.slice(0, 80),
        });
        break;
      case 'new-channel':
        break;
    }
    const made = plant.ensureChannel(found.unitId, found.tag);
    resolvers.clear();
    return made ?? { unitId: found.unitId };
  };

  const judged = (channel: Channel, reading: Reading): LiveSample => {
    let state = judges.get(channel.series);
    if (!state) judges.set(channel.series, (state = createJudge(channel)));
    return { ...judge(state, channel, reading), seenAt: Math.round(reading.seenTime) };
  };

  const announce = (connection: Connection, batch: BatchAnnouncement): void => {
    const found = resolverOf(connection)(batch.unitKey, 'pH');
    if (found.kind === 'unknown-tag' && !found.unitId) return;
    const unitId = found.kind === 'channel' ? found.channel.unitId : found.unitId;
    const known = plant.units().find((unit) => unit.id === unitId);
    if (!unitId || (!known && !mayAddUnit(connection))) return;
    const unit = known ?? newUnit(unitId, connection.scale, batch.simulated);
    plant.announceUnit({
      ...unit,
      simulated: batch.simulated,
      scale: batch.scale ?? unit.scale,
      startVolumeL: batch.startVolumeL ?? unit.startVolumeL,
      ...(batch.vessel ? { vessel: batch.vessel } : {}),
    });
    const { name, inoculatedAt, endedAt, simulated } = batch;
    plant.announceBatch({
      id: batchIdSchema.parse(batch.batchId),
      unitId,
      name,
      inoculatedAt,
      endedAt,
      simulated,
    });
    resolvers.clear();
  };

  return {
    admit: (connection, delivery) => {
      if (delivery.batch) announce(connection, delivery.batch);
      const samples: LiveSample[] = [];
      for (const reading of delivery.readings) {
        const channel = channelFor(connection, reading);
        if ('series' in channel) samples.push(judged(channel, reading));
        else unmapped(delivery, reading, channel.unitId);
      }
      return samples;
    },
    admitColumns: (columns, seenAt) => samplesOf(columns, seenAt, plant, judged),
    refresh: () => resolvers.clear(),
  };
}

/** Our own workers know channels by name; their doubts and the judge's are weighed alike. */
function samplesOf(
  { unitId, tags, tag, t, value, quality }: ReadingColumns,
  seenAt: number,
  plant: Plant,
  judged: (channel: Channel, reading: Reading) => LiveSample,
): LiveSample[] {
  const channels = plant.ensureChannelsOf(unitId as UnitId, tags);
  const samples: LiveSample[] = [];
  for (let row = 0; row < tag.length; row += 1) {
    const channel = channels[tag[row] ?? -1];
    if (!channel) continue;
    const reading = {
      unitKey: unitId,
      tag: channel.tag,
      value: value[row] ?? null,
      sourceTime: t[row] ?? seenAt,
      seenTime: seenAt,
    };
    const sample = judged(channel, reading);
    const given = quality?.[row] ?? 0;
    // A worker that withholds a number says why; "not a number" would say less.
    samples.push({
      ...sample,
      quality: sample.value === null && given !== 0 ? given : worstQuality(given, sample.quality),
    });
  }
  return samples;
}
