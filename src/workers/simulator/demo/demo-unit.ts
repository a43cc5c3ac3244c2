import type { ReadingColumns } from '../../../shared/model/reading';
import type { ControlledPlant } from '../control/controlled-plant';
import { btEncoder } from '../dialects/bt';
import type { Encoder } from '../dialects/encoder';
import { recipeEndMs } from './demo-plan';
import type { BatchPlan, UnitPlan } from './demo-plan';
import { createHistoryRows, isKept } from './history-rows';
import { demoBatchPlant, runTo } from './replay';

/** How a batch behind the clock runs: `speed` times as fast as the clock from a moment and an age on. */
export interface Pace {
  readonly speed: number;
  readonly at: number;
  readonly ageS: number;
}

/** A simulated reactor as it runs. */
export interface DemoUnit {
  readonly id: string;
  readonly encoder: Encoder;
  readonly batch: BatchPlan;
  readonly plant: ControlledPlant;
  /** Being run forward; nobody else steps it meanwhile. */
  running: boolean;
  /** Null in step with the clock. */
  pace: Pace | null;
  /** Handed to the station, not yet taken. */
  unsent: ReadingColumns | null;
}

/** A reactor at the inoculation of its batch, to be brought up from there. */
export function createDemoUnit(plan: UnitPlan, now: number): DemoUnit {
  return {
    id: plan.unitId,
    encoder: btEncoder(plan.unitId),
    batch: plan.batch,
    plant: demoBatchPlant(plan.batch),
    running: false,
    pace: plan.pace && { ...plan.pace, at: now },
    unsent: null,
  };
}

/** Plant time of a unit, epoch ms. */
export function timeOf(unit: DemoUnit): number {
  return unit.batch.inoculatedAt + unit.plant.ageS() * 1000;
}

/** Age of the batch if it were in step with the clock, s. */
export function dueS(unit: DemoUnit, now: number): number {
  return Math.floor((now - unit.batch.inoculatedAt) / 1000);
}

export function endS(unit: DemoUnit): number {
  return recipeEndMs(unit.batch.preset) / 1000;
}

/** Below this speed every second is handed in: with one in ten, a screen would take the sensors for silent. */
const coarseFrom = 10;
/** Seconds of plant time handed in at once. */
const mostAtOnceS = 1200;

/**
 * Runs a unit that is behind as far as its pace allows and hands in what it said, in the order of time.
 * @throws what the station throws; call again, nothing is lost
 */
export async function runBehind(
  unit: DemoUnit,
  now: number,
  pause: () => Promise<void>,
  submit: (columns: ReadingColumns) => Promise<void>,
): Promise<void> {
  const { plant, batch, pace } = unit;
  if (!pace) return;
  const allowedS = pace.ageS + Math.floor(((now - pace.at) / 1000) * pace.speed);
  const target = Math.min(allowedS, plant.ageS() + mostAtOnceS, dueS(unit, now), endS(unit));
  if (!unit.unsent) {
    const rows = createHistoryRows(unit.id, batch.inoculatedAt, plant.tags);
    await runTo(plant, target, pause, () => {
      if (pace.speed < coarseFrom || isKept(timeOf(unit), plant.ageS(), now)) rows.note(plant);
    });
    if (rows.length > 0) unit.unsent = rows.columns(0, rows.length);
  }
  if (unit.unsent) await submit(unit.unsent);
  unit.unsent = null;
}

/** From here on the pace counts anew: what was missed by waiting is not caught up. */
export function setPace(unit: DemoUnit, speed: number, now: number): void {
  unit.pace = { speed, at: now, ageS: unit.plant.ageS() };
}
