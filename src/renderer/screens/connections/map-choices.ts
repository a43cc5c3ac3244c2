import type { UnitSummary } from '../../../shared/contract/units';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import { proposeChannel } from './propose-channel';

/** The unit to be created with the mapping, as typed so far. */
export interface NewUnit {
  readonly id: string;
  readonly name: string;
  readonly scale: VesselScale;
}

/** Value of the unit choice that stands for "a new unit". */
export const newUnitChoice = '+';

/**
 * Channels a topic can feed: those of the vessel's sensor suite, whether the unit has them yet or not, and whatever
 * else the unit has. What we compute ourselves is not offered.
 */
export function channelChoices(
  unit: Pick<UnitSummary, 'channels'> | undefined,
  scale: VesselScale,
): readonly { readonly tag: string; readonly name: string; readonly unit: string }[] {
  const suite = catalogueFor(scale);
  const own = unit?.channels.filter(({ tag }) => !suite.some((channel) => channel.tag === tag)) ?? [];
  return [...suite, ...own].filter(({ kind }) => kind === 'measured' || kind === 'setpoint');
}

/** What the source calls the unit: its own key, or where there is none the level above the topic's last. */
export function unitWord({ unitKey, topic }: { readonly unitKey: string; readonly topic: string }): string {
  return unitKey === '' ? (topic.split('/').at(-2) ?? '') : unitKey;
}

/** What the dialog starts with: the unit the topic names if we know it, the only unit, or a new one named like it. */
export function firstUnit(
  unitKey: string,
  unitId: string | null,
  units: readonly Pick<UnitSummary, 'id' | 'name' | 'simulated'>[],
): string {
  const key = unitKey.toLowerCase();
  const known = units.find(
    ({ id, name }) => id === unitId || id.toLowerCase() === key || name.toLowerCase() === key,
  );
  if (known) return known.id;
  const real = units.filter(({ simulated }) => !simulated);
  return real.length === 1 && real[0] ? real[0].id : newUnitChoice;
}

/** An id that {@link unitIdSchema} takes, made from the source's own name of the unit. */
export function proposeUnitId(unitKey: string, taken: readonly string[]): string {
  const base =
    unitKey
      .split('/')
      .at(-1)
      ?.replace(/[^A-Za-z0-9_-]+/g, '-')
      .replace(/^[-_]+|-+$/g, '')
      .slice(0, 34) ?? '';
  const start = base === '' ? 'R1' : base;
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? start : `${start}-${n}`;
    if (!taken.includes(id)) return id;
  }
}

/** The tag to preselect. */
export function firstTag(
  topic: { readonly topic: string; readonly tag: string },
  choices: readonly { readonly tag: string; readonly name: string }[],
): string | null {
  return proposeChannel(topic.topic, topic.tag, choices)?.tag ?? null;
}
