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

/** Names of existing units remembered at most; beyond that the memory starts anew. */
const mostUnits = 1000;
/** Of a unit id, characters. */
const longestId = 40;

const nowhere: Resolution = { kind: 'unknown-tag', unitId: null };

/** An existing unit: where each tag of the catalogue leads, and what to answer for any other tag. */
interface UnitTable {
  readonly byTag: ReadonlyMap<string, Resolution>;
  readonly unknown: Resolution;
}

/**
 * Prepares the way from a source's names to channels; each call then costs a few map look-ups.
 *
 * A mapping made by hand wins, and takes its channel away from the default names of this connection: two sources must
 * not mix in one series unnoticed. Next comes the name the device gives, and only where it gives none its address.
 */
export function createResolver(facts: ResolverFacts): ResolveChannel {
  const channels = new Map(facts.channels.map((channel) => [channel.id, channel]));
  const units = new Set(facts.units.map((unit) => unit.id));
  const byHand = mappedByHand(facts, channels);
  const taken = new Set(
    [...byHand.values()].flatMap((tags) => [...tags.values()].map(({ channel }) => channel.id)),
  );
  const tables = new Map<string, UnitTable>();

  const strange = (unitKey: string, tag: string | undefined): Resolution => {
    const unitId = unitIdFor(unitKey, facts);
    if (unitId === null) return nowhere;
    // Units nobody knows leave nothing behind: there may be any number of them.
    if (!units.has(unitId)) return tag === undefined ? nowhere : { kind: 'unknown-unit', unitId, tag };
    if (tables.size >= mostUnits) tables.clear();
    const table = tableFor(unitId, channels, taken);
    tables.set(unitKey, table);
    return find(table, tag);
  };

  return (unitKey, tag, name) => {
    const mapped = byHand.get(unitKey)?.get(tag);
    if (mapped) return mapped;
    const known = catalogueTagOf(tag, name);
    const table = tables.get(unitKey);
    return table ? find(table, known) : strange(unitKey, known);
  };
}

function find(table: UnitTable, tag: string | undefined): Resolution {
  return (tag === undefined ? undefined : table.byTag.get(tag)) ?? table.unknown;
}

/** The tag of the catalogue that a device's name or, without one, its address stands for. */
function catalogueTagOf(tag: string, name: string | undefined): string | undefined {
  if (name !== undefined) return defaultNames.get(name) ?? defaultNames.get(plainName(name));
  return defaultTags.get(tag) ?? defaultTags.get(tag.toLowerCase());
}

type Mapped = Extract<Resolution, { kind: 'channel' }>;

/** Unit key -> tag -> channel; mappings to channels that are no more are left out. */
function mappedByHand(
  { connection, mappings }: ResolverFacts,
  channels: ReadonlyMap<ChannelId, Channel>,
): Map<string, Map<string, Mapped>> {
  const byUnit = new Map<string, Map<string, Mapped>>();
  for (const { connectionId, unitKey, tag, channelId } of mappings) {
    const channel = channels.get(channelId);
    if (connectionId !== connection.id || !channel) continue;
    const byTag = byUnit.get(unitKey) ?? new Map<string, Mapped>();
    byUnit.set(unitKey, byTag.set(tag, { kind: 'channel', channel }));
  }
  return byUnit;
}

function tableFor(
  unitId: UnitId,
  channels: ReadonlyMap<ChannelId, Channel>,
  taken: ReadonlySet<ChannelId>,
): UnitTable {
  const byTag = new Map<string, Resolution>();
  for (const tag of new Set(defaultTags.values())) {
    const id = `${unitId}/${tag}` as ChannelId;
    const channel = channels.get(id);
    if (taken.has(id)) continue;
    byTag.set(tag, channel ? { kind: 'channel', channel } : { kind: 'new-channel', unitId, tag });
  }
  return { byTag, unknown: { kind: 'unknown-tag', unitId } };
}

/**
 * The unit a source's name stands for: the name itself with separators made -; where letters had to go, a short number
 * made of the whole name keeps two names apart; where that unit belongs to another source, the connection's id follows.
 * @returns null where the source names none
 */
function unitIdFor(unitKey: string, { connection, reserved }: ResolverFacts): UnitId | null {
  const spelled = unitKey.replace(/[:./ ]+/g, '-');
  const plain = spelled.replace(/[^A-Za-z0-9_-]+/g, '').replace(/^[-_]+|-+$/g, '');
  if (plain === '' && spelled.replaceAll('-', '') === '') return null;
  const whole = plain === spelled && plain.length <= longestId;
  const id = whole ? plain : withTail(plain === '' ? 'unit' : plain, `-${nameNumber(unitKey)}`);
  if (!reserved?.has(unitIdSchema.parse(id))) return unitIdSchema.parse(id);
  return unitIdSchema.parse(withTail(id, `-${connection.id}`.slice(0, longestId / 2)));
}

function withTail(name: string, tail: string): string {
  return name.slice(0, longestId - tail.length) + tail;
}

/** FNV-1a of a name as seven letters and digits: the same at every start, and not the same for another name. */
function nameNumber(name: string): string {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36).padStart(7, '0');
}
