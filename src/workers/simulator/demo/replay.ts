import type { ReadingColumns } from '../../../shared/model/reading';
import { createControlledPlant } from '../control/controlled-plant';
import type { ControlledPlant } from '../control/controlled-plant';
import type { LoggedAction } from '../control/plant-action';
import type { PlantOptions } from '../plant/plant';
import type { BatchPlan } from './demo-plan';
import { createHistoryRows, isKept } from './history-rows';
import { inHole } from './holes';
import type { Hole } from './holes';

const readingsPerBlock = 20_000;
/** Steps between two pauses: some ten milliseconds of work. */
const stepsPerSlice = 2000;

/** The plant of a demo batch, at its inoculation; what was done to the batch is done again as it runs. */
export function demoBatchPlant({
  preset,
  seed,
  actions,
}: Pick<PlantOptions, 'preset' | 'seed'> & { readonly actions: readonly LoggedAction[] }): ControlledPlant {
  return createControlledPlant({ preset, seed, variation: true }, actions);
}

/** Runs a plant to an age in slices, with a pause between them so that others get their turn. */
export async function runTo(
  plant: ControlledPlant,
  ageS: number,
  pause: () => Promise<void>,
  see: (plant: ControlledPlant) => void = () => undefined,
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
  const rows = createHistoryRows(unitId, batch.inoculatedAt, plant.tags);
  const see = (): void => {
    const t = timeOf(plant.ageS());
    if (isKept(t, plant.ageS(), now) && inHole(holes, t)) rows.note(plant);
  };
  if (lastAgeS >= 0) see();
  await runTo(plant, lastAgeS, pause, see);
  const rowsPerBlock = Math.floor(readingsPerBlock / plant.tags.length);
  for (let to = rows.length; to > 0; to -= rowsPerBlock) {
    const from = Math.max(0, to - rowsPerBlock);
    yield { columns: rows.columns(from, to), wholeFrom: rows.timeOf(from) };
  }
}
