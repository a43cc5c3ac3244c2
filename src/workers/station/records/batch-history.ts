import { unpackColumns } from '../../../shared/contract/series-columns';
import { channelId, type UnitId } from '../../../shared/model/identity';
import { phaseCode } from '../../../shared/model/phase';
import { findDepletion } from '../../../shared/model/records/find-depletion';
import type { GridPoint } from '../../../shared/model/records/find-excursions';
import type { RecordContext } from '../../../shared/model/records/record-context';
import { criticalTags } from '../../../shared/model/records/rules/closure-rules';
import type { RecordsDeps } from './records-deps';

type History = NonNullable<RecordContext['history']>;
type Parts = Pick<RecordsDeps, 'plant' | 'historian'>;

const cellMs = 30_000;
/** A longer batch is looked at in its last part. */
const longestMs = 21 * 86_400_000;

/** Cells of 30 s of some channels of a unit, by tag; what is not good enough to judge by is null. */
export async function readGrid(
  { plant, historian }: Parts,
  unitId: UnitId,
  tags: readonly string[],
  from: number,
  to: number,
): Promise<Map<string, GridPoint[]>> {
  const channels = tags.flatMap((tag) => plant.channel(channelId(unitId, tag)) ?? []);
  if (channels.length === 0 || to <= from) return new Map();
  const { head, data } = await historian.grid({ channels, from: Math.max(from, to - longestMs), to });
  const columns = unpackColumns(
    data,
    head.channels.map(({ points }) => points),
  );
  return new Map(
    channels.map(({ tag }, i) => {
      const { t, mean, good } = columns[i] ?? {
        t: new Float64Array(),
        mean: new Float64Array(),
        good: new Float64Array(),
      };
      const points = Array.from(t, (at, row): GridPoint => {
        const value = mean[row] ?? Number.NaN;
        return { t: at, value: Number.isNaN(value) || (good[row] ?? 0) < 50 ? null : value };
      });
      return [tag, points];
    }),
  );
}

/** What the recorded data of a batch say: highest DO, base pumped, depletion, how complete they are. */
export async function batchHistory(parts: Parts, unitId: UnitId, from: number, to: number): Promise<History> {
  const tags = [...new Set([...criticalTags, 'Base_Pump_Rate', 'Phase'])];
  const grid = await readGrid(parts, unitId, tags, from, to);
  const points = (tag: string): readonly GridPoint[] => grid.get(tag) ?? [];
  const oxygen = points('DO').flatMap(({ value }) => value ?? []);
  const base = points('Base_Pump_Rate').flatMap(({ value }) => value ?? []);
  const depleted = findDepletion(points('DO')) ?? depletedByPhase(points('Phase'));
  const expected = Math.max(1, Math.floor((to - Math.max(from, to - longestMs)) / cellMs));
  const completeness = criticalTags.map((tag): [string, number] => {
    const there = points(tag).filter(({ value }) => value !== null).length;
    return [tag, Math.min(1, there / expected)];
  });
  return {
    maxDoPct: oxygen.length === 0 ? null : oxygen.reduce((most, value) => Math.max(most, value)),
    baseMl:
      base.length === 0 ? null : base.reduce((sum, value) => sum + Math.max(0, value) * (cellMs / 60_000), 0),
    depletionAt: depleted?.at ?? null,
    depletionEvidence: depleted?.words ?? 'Not seen',
    completeness: Object.fromEntries(completeness),
  };
}

/** A person may have set the phase by hand, with a reason; the twin tells it too. */
function depletedByPhase(phase: readonly GridPoint[]): { at: number; words: string } | null {
  const first = phase.find(({ value }) => value !== null && value >= phaseCode('depleted'));
  return first ? { at: first.t, words: 'The phase says so' } : null;
}
