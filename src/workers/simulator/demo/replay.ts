import type { ReadingColumns } from '../../../shared/model/reading';
import { cadenceS } from '../dialects/encoder';
import { createPlant } from '../plant/plant';
import type { Plant } from '../plant/plant';
import type { BatchPlan } from './demo-plan';
import { inHole } from './holes';
import type { Hole } from './holes';

/** Older than this, one row in ten seconds is enough. */
const fineMs = 3_600_000;
const coarseS = 10;
const readingsPerBlock = 20_000;
/** Steps between two pauses: some ten milliseconds of work. */
const stepsPerSlice = 2000;

/** The plant of a demo batch, at its inoculation. */
export function demoBatchPlant(batch: BatchPlan): Plant {
  return createPlant({ preset: '15L', seed: batch.seed, variation: true });
}

/** Runs a plant to an age in slices, with a pause between them so that others get their turn. */
export async function runTo(
  plant: Plant,
  ageS: number,
  pause: () => Promise<void>,
  see: (plant: Plant) => void = () => undefined,
): Promise<void> {
  while (plant.ageS() < ageS) {
    const until = Math.min(ageS, plant.ageS() + stepsPerSlice);
    while (plant.ageS() < until) {
      plant.step();
      see(plant);
    }
    await pause();
  }
}

/** A piece of history, and the time from which on (up to the end of the holes) history is then whole. */
export interface HistoryBlock {
  readonly columns: ReadingColumns;
  readonly wholeFrom: number;
}

/**
 * What the plant said during the holes, newest first, found by running the same batch again: 1 s steps for the last
 * hour before `now`, 10 s steps before it.
 */
export async function* replayHoles(
  unitId: string,
  batch: BatchPlan,
  holes: readonly Hole[],
  now: number,
  pause: () => Promise<void>,
): AsyncGenerator<HistoryBlock> {
  const timeOf = (ageS: number): number => batch.inoculatedAt + ageS * 1000;
  const end = Math.min(now, Math.max(0, ...holes.map((hole) => hole.to)) - 1);
  const lastAgeS = Math.floor((end - batch.inoculatedAt) / 1000);
  const plant = demoBatchPlant(batch);
  const width = plant.tags.length;
  const ages: number[] = [];
  const rows: Float64Array[] = [];
  const see = (): void => {
    const ageS = plant.ageS();
    const t = timeOf(ageS);
    if ((t < now - fineMs && ageS % coarseS !== 0) || !inHole(holes, t)) return;
    ages.push(ageS);
    rows.push(Float64Array.from(plant.sensors().value));
  };
  if (lastAgeS >= 0) see();
  await runTo(plant, lastAgeS, pause, see);
  const rowsPerBlock = Math.floor(readingsPerBlock / width);
  for (let to = rows.length; to > 0; to -= rowsPerBlock) {
    const from = Math.max(0, to - rowsPerBlock);
    yield {
      columns: columnsOf(unitId, plant.tags, ages.slice(from, to), rows.slice(from, to), timeOf),
      wholeFrom: timeOf(ages[from] ?? 0),
    };
  }
}

function columnsOf(
  unitId: string,
  tags: readonly string[],
  ages: readonly number[],
  rows: readonly Float64Array[],
  timeOf: (ageS: number) => number,
): ReadingColumns {
  const columns: ReadingColumns = { unitId, tags: [...tags], tag: [], t: [], value: [] };
  ages.forEach((ageS, i) => {
    rows[i]?.forEach((value, tag) => {
      if (ageS % (cadenceS[tag] ?? 1) !== 0) return;
      columns.tag.push(tag);
      columns.t.push(timeOf(ageS));
      columns.value.push(value);
    });
  });
  return columns;
}
