import type { FieldMap } from '../../../shared/contract/field';
import type { Channel } from '../../../shared/model/channel';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import type { FieldChannel } from '../../../shared/model/field-file';
import { channelId, channelIdSchema, type ChannelId, type UnitId } from '../../../shared/model/identity';
import { converted, conversionBetween, type Conversion } from '../../../shared/model/unit-conversion';
import { sameUnit } from '../check/same-unit';
import type { Plant } from '../plant/plant';

export interface PlaceDeps {
  readonly plant: Pick<Plant, 'units' | 'channel' | 'ensureChannel'>;
  /** Units of the demo, which nothing real may feed. */
  readonly demoUnits: ReadonlySet<UnitId>;
}

/** Where a channel of a file goes to. */
export interface Placed {
  readonly channelId: ChannelId | null;
  /** Null where the channel is new: a merge makes it. */
  readonly channel: Channel | null;
  readonly channelUnit: string;
  readonly unit: string;
  readonly convert: (value: number | null) => number | null;
  readonly conversion: string;
  /** Why its values cannot be taken; empty where they can, or where it is left out. */
  readonly problem: string;
}

const nowhereWords = 'The laptop did not say for which bioreactor: choose one or leave it out';
const same: Conversion = { factor: 1, divisor: 1, offset: 0 };

/** Finds the channel that a channel of a file feeds: by hand, else as the laptop proposed. */
export function placeChannel(one: FieldChannel, map: FieldMap, { plant, demoUnits }: PlaceDeps): Placed {
  const byHand = map[one.key];
  const unit = byHand?.unit ?? one.unit;
  const target = byHand ? byHand.channelId : proposed(one);
  const nowhere = { channelId: target, channel: null, channelUnit: '', unit, convert: asIs, conversion: '' };
  if (target === null) return { ...nowhere, problem: byHand || one.tag === '' ? '' : nowhereWords };
  const [unitId = '', tag = ''] = target.split('/');
  const found = plant.units().find(({ id }) => id === unitId);
  if (!found)
    return { ...nowhere, problem: `No bioreactor is called ${unitId} here: choose one, or make it first` };
  if (demoUnits.has(found.id))
    return { ...nowhere, problem: `${found.name} is a simulated unit: no file may feed it` };
  const channel = plant.channel(target) ?? null;
  const definition = channel ?? catalogueFor(found.scale).find((entry) => entry.tag === tag);
  if (!definition) return { ...nowhere, problem: `${found.name} has no channel ${tag}` };
  if (definition.kind !== 'measured' && definition.kind !== 'setpoint')
    return { ...nowhere, problem: `${definition.name} is computed by this station: no file may feed it` };
  const conversion = conversionOf(unit, definition.unit);
  const there = { ...nowhere, channel, channelUnit: definition.unit };
  if (!conversion)
    return { ...there, problem: `${unit === '' ? 'A pure number' : unit} cannot become ${definition.unit === '' ? 'a pure number' : definition.unit}: choose another channel` }; // prettier-ignore
  return {
    ...there,
    convert: (value) => (value === null ? null : converted(value, conversion)),
    conversion: conversionWords(unit, definition.unit, conversion),
    problem: '',
  };
}

/** The channel of a place, made where it is new. */
export function readyChannel(
  { channelId: id, channel }: Placed,
  plant: PlaceDeps['plant'],
): Channel | undefined {
  if (channel || id === null) return channel ?? undefined;
  const [unitId = '', tag = ''] = id.split('/');
  const unit = plant.units().find((one) => one.id === unitId);
  return unit && plant.ensureChannel(unit.id, tag);
}

function asIs(value: number | null): number | null {
  return value;
}

function proposed({ unitId, tag }: FieldChannel): ChannelId | null {
  if (unitId === null || tag === '') return null;
  const id = channelIdSchema.safeParse(`${unitId}/${tag}`);
  return id.success ? channelId(unitId, tag) : null;
}

function conversionOf(from: string, to: string): Conversion | null {
  return sameUnit(from, to) ? same : conversionBetween(from, to);
}

function conversionWords(from: string, to: string, { factor, divisor, offset }: Conversion): string {
  if (factor === 1 && divisor === 1 && offset === 0) return '';
  const by = factor === 1 ? '' : ` × ${factor}`;
  const over = divisor === 1 ? '' : ` / ${divisor}`;
  const plus = offset === 0 ? '' : offset > 0 ? ` + ${offset}` : ` − ${-offset}`;
  return `${from} to ${to}:${by}${over}${plus}`;
}
