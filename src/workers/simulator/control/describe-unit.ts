import { vesselScales } from '../../../shared/model/channel-catalogue';
import type { SimulatedUnit, SimulatorState } from '../../../shared/model/simulator';
import { unitIdSchema } from '../../../shared/model/identity';
import { nameOf } from '../demo/demo-plan';
import { timeOf } from '../demo/demo-unit';
import type { DemoUnit } from '../demo/demo-unit';
import { plantPresets } from '../plant/parameters';
import { describeFaults } from './describe-faults';
import { describeSetPoints } from './set-point-facts';

/** A simulated unit as the screen shows it. */
export function describeUnit(unit: DemoUnit, now: number): SimulatedUnit {
  const { plant, batch, pace } = unit;
  const plantTime = timeOf(unit);
  return {
    unitId: unitIdSchema.parse(unit.id),
    name: nameOf(unit.id),
    preset: batch.preset,
    seed: batch.seed,
    batchId: batch.id,
    inoculatedAt: batch.inoculatedAt,
    speed: pace?.speed ?? 1,
    plantTime,
    behindMs: pace ? Math.max(0, now - plantTime) : 0,
    ageH: plant.ageS() / 3600,
    endH: plantPresets[batch.preset].endH,
    setPoints: describeSetPoints(plant),
    faults: describeFaults(plant),
  };
}

const presetWords = { '1L': '1 L glycerol batch', '15L': '15 L methanol fed-batch' } as const;

/** The presets, the larger vessel first. */
export const presets: SimulatorState['presets'] = vesselScales
  .map((id) => ({ id, words: presetWords[id], endH: plantPresets[id].endH }))
  .toReversed();
