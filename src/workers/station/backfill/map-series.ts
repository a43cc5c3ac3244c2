import { nameSeries } from '../../../../drivers/influx/name-series';
import type { StoredSeries } from '../../../../drivers/influx/influx-store';
import { printSeries } from '../../../../drivers/influx/series-key';
import type { EdgeSeries } from '../../../shared/contract/backfill';
import type { Channel } from '../../../shared/model/channel';
import {
  channelIdSchema,
  connectionIdSchema,
  unitIdSchema,
  type UnitId,
} from '../../../shared/model/identity';
import type { EdgeStore } from '../../../shared/model/edge-store';
import { createResolver, type ResolveChannel } from '../check/resolve-channel';
import type { Plant } from '../plant/plant';
import type { PlantStore } from '../record/plant/plant-store';

export interface SeriesFacts {
  readonly plant: Pick<Plant, 'units' | 'channelsOf' | 'channel' | 'ensureChannel'>;
  readonly mappings: Pick<PlantStore, 'listMappings'>;
  /** Units of the demo, which nothing real may feed. */
  readonly demoUnits: ReadonlySet<UnitId>;
}

/** A stored series and what it feeds. */
export interface MappedSeries {
  readonly stored: StoredSeries;
  readonly told: EdgeSeries;
}

/** Finds for every stored series the channel it feeds: by hand, by our own names, by the names of sources. */
export function mapSeries(
  found: readonly StoredSeries[],
  store: EdgeStore,
  facts: SeriesFacts,
): MappedSeries[] {
  const byHand = new Map(store.overrides.map(({ series, channelId }) => [series, channelId]));
  const resolve = resolverOf(store, facts);
  return found.map((stored) => {
    const series = printSeries(stored, stored.field);
    const name = nameSeries(stored, store.layout) ?? { unitKey: '', tag: '' };
    const chosen = byHand.get(series);
    const proposed = resolved(name, resolve, facts);
    const told: EdgeSeries = {
      series,
      ...name,
      ...(chosen === undefined
        ? { ...proposed, byHand: false }
        : { channelId: chosen, kind: chosen === null ? 'ignored' : 'mapped', byHand: true }),
    };
    return { stored, told };
  });
}

/** Series by the channel they feed. Channels that never had a sample are left out, or made where they are wanted. */
export function seriesByChannel(
  mapped: readonly MappedSeries[],
  { plant }: SeriesFacts,
  makeNew: boolean,
): Map<Channel, StoredSeries[]> {
  const byChannel = new Map<Channel, StoredSeries[]>();
  for (const { stored, told } of mapped) {
    if (told.channelId === null) continue;
    const [unitId = '', tag = ''] = told.channelId.split('/');
    const channel =
      plant.channel(told.channelId) ??
      (makeNew ? plant.ensureChannel(unitIdSchema.parse(unitId), tag) : undefined);
    if (channel) byChannel.set(channel, [...(byChannel.get(channel) ?? []), stored]);
  }
  return byChannel;
}

function resolverOf(store: EdgeStore, { plant, mappings, demoUnits }: SeriesFacts): ResolveChannel {
  const id = store.connectionId ?? connectionIdSchema.parse(`edge-${store.id}`.slice(0, 40));
  const units = plant.units();
  return createResolver({
    connection: { id },
    mappings: store.connectionId === null ? [] : mappings.listMappings(store.connectionId),
    units,
    channels: units.flatMap((unit) => plant.channelsOf(unit.id)),
    reserved: demoUnits,
  });
}

function resolved(
  { unitKey, tag }: { unitKey: string; tag: string },
  resolve: ResolveChannel,
  { plant, demoUnits }: SeriesFacts,
): Pick<EdgeSeries, 'channelId' | 'kind'> {
  const own = channelIdSchema.safeParse(`${unitKey}/${tag}`);
  const channel = own.success ? plant.channel(own.data) : undefined;
  if (channel && !demoUnits.has(channel.unitId)) return { channelId: channel.id, kind: 'mapped' };
  const found = resolve(unitKey, tag);
  switch (found.kind) {
    case 'channel':
      return { channelId: found.channel.id, kind: 'mapped' };
    case 'new-channel':
      return { channelId: channelIdSchema.parse(`${found.unitId}/${found.tag}`), kind: 'new' };
    case 'unknown-unit':
      return { channelId: null, kind: 'unknown-unit' };
    case 'unknown-tag':
      return { channelId: null, kind: 'unknown' };
    default:
      return found satisfies never;
  }
}
