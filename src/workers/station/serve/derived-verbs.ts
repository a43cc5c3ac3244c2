import { unpackColumns } from '../../../shared/contract/series-columns';
import type { Explanation } from '../../../shared/contract/derived';
import type { Channel } from '../../../shared/model/channel';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import {
  derivationOf,
  offGasDelayMs,
  type Derivation,
  type DerivedInput,
} from '../../../shared/model/derived-channel';
import { channelId, type ChannelId, type UnitId } from '../../../shared/model/identity';
import { qualityCode, qualityLevel, qualityOf } from '../../../shared/model/quality';
import { Refusal } from '../../../shared/model/refusal';
import { vesselFactsOf, vesselFactUnits } from '../../../shared/model/vessel-facts';
import type { Rooms } from './rooms';
import { guarded } from './who';

type Explained = Pick<Explanation, 'value' | 'quality' | 'reason'>;
type Input = Explanation['inputs'][number];

const windowMs = 30_000;

/** How derived and predicted values came about. */
export function derivedVerbs(rooms: Rooms) {
  return {
    explain: guarded.derived.explain.handler(({ input }) => explain(rooms, input.channelId, input.t)),
  };
}

/** @param t any time of the half minute after the window's end: the twin stores a value at the end of its window */
async function explain(rooms: Rooms, id: ChannelId, t: number): Promise<Explanation> {
  const channel = rooms.plant.channel(id);
  if (!channel) throw new Refusal('NOT_FOUND', `No channel is called ${id}`, 'channelId');
  const derivation = derivationOf(channel.tag);
  if (!derivation)
    throw new Refusal('REFUSED', `${channel.name} is not computed: it is what its source sent`, 'channelId');
  const end = Math.floor(t / windowMs) * windowMs;
  const value = await computedAt(rooms, channel, end);
  const way = await wayTaken(rooms, channel, derivation, end);
  return {
    channelId: id,
    name: channel.name,
    unit: channel.unit,
    kind: channel.kind,
    from: end - windowMs,
    to: end,
    ...value,
    ...(value.value === null ? { reason: await namedReason(rooms, channel, way, value, end) } : {}),
    formula: way.formula,
    source: derivation.source,
    algorithmVersion: derivation.version,
    inputs: await Promise.all(way.inputs.map((input) => inputAt(rooms, channel.unitId, input, end))),
    facts: factsOf(rooms, channel, derivation),
    model: channel.kind === 'predicted' ? rooms.twin.status().model : null,
  };
}

type Way = Pick<Derivation, 'formula' | 'inputs'>;

/** Of two ways to compute a channel, the one that was taken in this window. */
async function wayTaken(rooms: Rooms, channel: Channel, derivation: Derivation, end: number): Promise<Way> {
  const { preferred } = derivation;
  const by = preferred && rooms.plant.channel(channelId(channel.unitId, preferred.tag));
  if (!preferred || !by) return derivation;
  return (await computedAt(rooms, by, end)).value === null ? derivation : preferred;
}

/** Why there is no value, with the instrument that is to blame: `An input is missing: OffGas_O2`. */
async function namedReason(
  rooms: Rooms,
  channel: Channel,
  way: Way,
  { reason }: Explained,
  end: number,
): Promise<string> {
  if (!blamesInput.has(reason)) return reason;
  const blamed = await missingIn(rooms, channel.unitId, way, end, new Set([channel.tag]));
  return blamed.length === 0 ? reason : `${reason}: ${[...new Set(blamed)].join(', ')}`;
}

const blamesInput: ReadonlySet<string> = new Set(
  (['missing-input', 'bad-input', 'off-range'] as const).map((id) => qualityOf(qualityCode(id)).words),
);

/** Tags of the instruments without a value among the inputs, and among the inputs of those that are computed. */
async function missingIn(
  rooms: Rooms,
  unitId: UnitId,
  way: Way,
  end: number,
  seen: Set<string>,
): Promise<string[]> {
  const found: string[] = [];
  for (const input of way.inputs) {
    if (seen.has(input.tag)) continue;
    seen.add(input.tag);
    const { value } = await inputAt(rooms, unitId, input, end);
    if (value !== null) continue;
    const channel = rooms.plant.channel(channelId(unitId, input.tag));
    const derivation = derivationOf(input.tag);
    const deeper =
      channel && derivation
        ? await missingIn(rooms, unitId, await wayTaken(rooms, channel, derivation, end), end, seen)
        : [];
    found.push(...(deeper.length > 0 ? deeper : [input.tag]));
  }
  return found;
}

async function inputAt(rooms: Rooms, unitId: UnitId, input: DerivedInput, end: number): Promise<Input> {
  const id = channelId(unitId, input.tag);
  const channel = rooms.plant.channel(id);
  if (!channel) {
    const reason = 'This bioreactor never sent it';
    return { ...describe(rooms, unitId, id, input.tag), value: null, quality: 'bad', reason, at: end };
  }
  return channel.kind === 'measured' || channel.kind === 'setpoint'
    ? measuredAt(rooms, channel, input, end)
    : computedAt(rooms, channel, end).then((value) => ({ ...named(channel), ...value, at: end }));
}

/** What the twin recorded for the window that ends then. */
async function computedAt({ history }: Rooms, channel: Channel, end: number): Promise<Explained> {
  const [sample] = await history.newest([channel.series], end);
  return sample?.t === end
    ? { value: sample.value, ...doubt(sample.quality) }
    : { value: null, quality: 'bad', reason: 'Not computed for this window' };
}

/** Mean of the window; of one that left the broth with this off-gas, half of each of the two windows before. */
async function measuredAt(
  rooms: Rooms,
  channel: Channel,
  { aligned }: DerivedInput,
  end: number,
): Promise<Input> {
  const [from, to] = aligned ? [end - 3 * windowMs, end - windowMs] : [end - windowMs, end];
  const at = aligned ? end - windowMs / 2 - offGasDelayMs : end - windowMs / 2;
  const { head, data } = await rooms.history.grid({ channels: [channel], from, to });
  const [columns] = unpackColumns(
    data,
    head.channels.map(({ points }) => points),
  );
  const cells = Array.from(columns?.t ?? [], (_, row) => ({
    mean: columns?.mean[row] ?? Number.NaN,
    n: columns?.n[row] ?? 0,
    good: columns?.good[row] ?? 0,
  }));
  const usable = cells.filter(({ mean, good }) => good >= 50 && Number.isFinite(mean));
  if (usable.length === (to - from) / windowMs) {
    const value = usable.reduce((sum, { mean }) => sum + mean, 0) / usable.length;
    return { ...named(channel), value, ...doubt(qualityCode('good')), at };
  }
  return { ...named(channel), value: null, ...(await whyNot(rooms, channel, cells, to)), at };
}

/** The doubt about the newest sample of the window speaks for it. */
async function whyNot(
  { history }: Rooms,
  channel: Channel,
  cells: readonly { readonly n: number }[],
  to: number,
): Promise<Pick<Explained, 'quality' | 'reason'>> {
  if (cells.every(({ n }) => n === 0)) return { quality: 'bad', reason: 'No reading in this window' };
  const [sample] = await history.newest([channel.series], to - 1);
  const code = sample?.quality ?? 0;
  return doubt(qualityLevel(code) === 'good' ? qualityCode('bad-input') : code);
}

/** Name and unit of a channel that does not exist yet. */
function describe(
  rooms: Rooms,
  unitId: UnitId,
  id: ChannelId,
  tag: string,
): Pick<Input, 'channelId' | 'name' | 'unit'> {
  const scale = rooms.plant.units().find((unit) => unit.id === unitId)?.scale ?? '15L';
  const definition = catalogueFor(scale).find((candidate) => candidate.tag === tag);
  return { channelId: id, name: definition?.name ?? tag, unit: definition?.unit ?? '' };
}

function factsOf(rooms: Rooms, channel: Channel, { facts }: Derivation): Explanation['facts'] {
  const unit = rooms.plant.units().find(({ id }) => id === channel.unitId);
  if (!unit) return [];
  const known = vesselFactsOf(unit);
  return facts.map((name) => ({ name, value: String(known[name]), unit: vesselFactUnits[name] }));
}

function named({ id, name, unit }: Channel): Pick<Input, 'channelId' | 'name' | 'unit'> {
  return { channelId: id, name, unit };
}

function doubt(code: number): Pick<Explained, 'quality' | 'reason'> {
  return { quality: qualityLevel(code), reason: qualityOf(code).words };
}
