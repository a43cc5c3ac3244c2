import type { Channel } from '../../../shared/model/channel';
import type { ChannelMapping, Connection } from '../../../shared/model/connection';
import { unitIdSchema, type ChannelId, type UnitId } from '../../../shared/model/identity';
import type { ProcessUnit } from '../../../shared/model/process-unit';
import { defaultNames, defaultTags, plainName } from './channel-map';

/** Where a reading belongs. */
export type Resolution =
  | { readonly kind: 'channel'; readonly channel: Channel }
  /** The unit is there and the catalogue knows the tag, but the channel has never had a reading. */
  | { readonly kind: 'new-channel'; readonly unitId: UnitId; readonly tag: string }
  /** The tag is known, the unit is not: `unitId` is how it would be called. */
  | { readonly kind: 'unknown-unit'; readonly unitId: UnitId; readonly tag: string }
  /** Nobody knows what this feeds; a person may map it. */
  | { readonly kind: 'unknown-tag'; readonly unitId: UnitId | null };

/** All that decides where a connection's readings go. Make a new resolver when any of it changes. */
export interface ResolverFacts {
  readonly connection: Pick<Connection, 'id'>;
  readonly mappings: readonly ChannelMapping[];
  readonly units: readonly Pick<ProcessUnit, 'id'>[];
  readonly channels: readonly Channel[];
  /** Units of other sources, closed to this one except by hand: a namesake gets a unit of its own. */
  readonly reserved?: ReadonlySet<UnitId>;
}

export type ResolveChannel = (unitKey: string, tag: string, name?: string) => Resolution;

/** Units of one connection remembered at most; beyond that the memory starts anew. */
const mostUnits = 1000;
/** Of a unit id, characters. */
const longestId = 40;

const nowhere: Resolution = { kind: 'unknown-tag', unitId: null };

interface UnitTable {
  readonly byTag: ReadonlyMap<string, Resolution>;
  readonly byName: ReadonlyMap<string, Resolution>;
  readonly unknown: Resolution;
}

/**
 * Prepares the way from a source's names to channels; each call then costs two map look-ups.
 *
 * A mapping made by hand wins, and takes its channel away from the default names of this connection: two sources must
 * not mix in one series unnoticed. Next comes the name the device gives, and only where it gives none its address.
 */
export function createResolver(facts: ResolverFacts): ResolveChannel {
  const channels = new Map(facts.channels.map((channel) => [channel.id, channel]));
  const mappings = facts.mappings.filter(
    (mapping) => mapping.connectionId === facts.connection.id && channels.has(mapping.channelId),
  );
  const taken = new Set(mappings.map((mapping) => mapping.channelId));
  const tables = new Map<string, UnitTable>();
  return (unitKey, tag, name) => {
    let table = tables.get(unitKey);
    if (!table) {
      if (tables.size >= mostUnits) tables.clear();
      table = tableFor(unitKey, facts, channels, mappings, taken);
      tables.set(unitKey, table);
    }
    return find(table, tag, name);
  };
}

function find(table: UnitTable, tag: string, name: string | undefined): Resolution {
  const byAddress = table.byTag.get(handKey(tag));
  if (byAddress) return byAddress;
  if (name !== undefined) {
    const named = table.byName.get(name) ?? table.byName.get(plainName(name));
    return named ?? table.unknown;
  }
  return table.byTag.get(tag) ?? table.byTag.get(tag.toLowerCase()) ?? table.unknown;
}

/** Mappings by hand share a table with the default tags; no topic holds this character. */
function handKey(tag: string): string {
  return `\u0000${tag}`;
}

function tableFor(
  unitKey: string,
  facts: ResolverFacts,
  channels: ReadonlyMap<ChannelId, Channel>,
  mappings: readonly ChannelMapping[],
  taken: ReadonlySet<ChannelId>,
): UnitTable {
  const unitId = unitIdFor(unitKey, facts);
  const exists = unitId !== null && facts.units.some((unit) => unit.id === unitId);
  const target = (tag: string): Resolution | undefined => {
    if (unitId === null) return undefined;
    if (!exists) return { kind: 'unknown-unit', unitId, tag };
    const id = `${unitId}/${tag}` as ChannelId;
    if (taken.has(id)) return undefined;
    const channel = channels.get(id);
    return channel ? { kind: 'channel', channel } : { kind: 'new-channel', unitId, tag };
  };
  const byTag = resolveAll(defaultTags, target);
  for (const mapping of mappings) {
    const channel = mapping.unitKey === unitKey ? channels.get(mapping.channelId) : undefined;
    if (channel) byTag.set(handKey(mapping.tag), { kind: 'channel', channel });
  }
  return {
    byTag,
    byName: resolveAll(defaultNames, target),
    unknown: exists ? { kind: 'unknown-tag', unitId } : nowhere,
  };
}

function resolveAll(
  names: ReadonlyMap<string, string>,
  target: (tag: string) => Resolution | undefined,
): Map<string, Resolution> {
  const resolved = new Map<string, Resolution>();
  for (const [name, tag] of names) {
    const resolution = target(tag);
    if (resolution) resolved.set(name, resolution);
  }
  return resolved;
}

/**
 * The unit a source's name stands for: the name itself with everything but letters, digits, _ and - replaced; where
 * that unit belongs to another source, the name with the connection's behind it.
 * @returns null where the source names none
 */
function unitIdFor(unitKey: string, { connection, reserved }: ResolverFacts): UnitId | null {
  const plain = unitKey.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_]+|-+$/g, '');
  if (plain === '') return null;
  const id = unitIdSchema.parse(plain.slice(0, longestId));
  if (!reserved?.has(id)) return id;
  const suffix = `-${connection.id}`.slice(0, longestId / 2);
  return unitIdSchema.parse(plain.slice(0, longestId - suffix.length) + suffix);
}
