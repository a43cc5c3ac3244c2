import type { Channel } from '../../../shared/model/channel';
import type { UnitId } from '../../../shared/model/identity';
import { qualityLevel } from '../../../shared/model/quality';
import type { LiveSample } from '../live/live';

/** A sample as gates look at it. */
export interface LinePoint {
  readonly t: number;
  readonly value: number;
  readonly good: boolean;
}

/** The last quarter of an hour of what gates ask for. */
export interface LineMemory {
  observe(channel: Channel, sample: LiveSample): void;
  /** Puts what was recorded before the start in front of what came since. */
  fill(unitId: UnitId, tag: string, points: readonly LinePoint[]): void;
  /** In order of time. */
  points(unitId: UnitId, tag: string): readonly LinePoint[];
}

export const gateTags = [
  'Temp_Broth',
  'pH',
  'DO',
  'Stir_PV',
  'Gas_Flow_Inlet',
  'OffGas_CO2',
  'OffGas_O2',
] as const;
const remembered = new Set<string>(gateTags);
/** A minute longer than the longest gate asks for. */
export const rememberedMs = 16 * 60_000;
/** Forgotten in blocks: cutting one off an array at a time is slow. */
const blockMs = 60_000;

export function createLineMemory(): LineMemory {
  const lines = new Map<string, LinePoint[]>();
  const keyOf = (unitId: UnitId, tag: string): string => `${unitId}/${tag}`;
  const trim = (points: LinePoint[]): void => {
    const newest = points.at(-1)?.t ?? 0;
    if ((points[0]?.t ?? newest) > newest - rememberedMs - blockMs) return;
    points.splice(
      0,
      points.findIndex(({ t }) => t >= newest - rememberedMs),
    );
  };
  return {
    observe: ({ unitId, tag }, { t, value, quality }) => {
      if (!remembered.has(tag) || value === null) return;
      const key = keyOf(unitId, tag);
      const points = lines.get(key) ?? [];
      if (points.length === 0) lines.set(key, points);
      if (t <= (points.at(-1)?.t ?? -1)) return;
      points.push({ t, value, good: qualityLevel(quality) === 'good' });
      trim(points);
    },
    fill: (unitId, tag, before) => {
      const key = keyOf(unitId, tag);
      const since = lines.get(key) ?? [];
      const first = since[0]?.t ?? Number.POSITIVE_INFINITY;
      const all = [...before.filter(({ t }) => t < first), ...since];
      trim(all);
      lines.set(key, all);
    },
    points: (unitId, tag) => lines.get(keyOf(unitId, tag)) ?? [],
  };
}
