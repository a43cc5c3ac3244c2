import { z } from 'zod';
import { epochMsSchema } from '../../../shared/model/identity';
import { batchIdOf } from '../fleet';
import { plantPresets } from '../plant/parameters';
import { addHole } from './holes';

const hourMs = 3_600_000;
const rememberedBatches = 20;
/** Away for less than this is an interruption, not a new start: every batch goes on, whatever its age. */
const interruptionMs = 300_000;

/** The two reactors of the demo: where they begin, and until when a new start still goes on with their batch. */
export const demoUnits = [
  { id: 'R1', name: 'Reactor 1', beginAtH: 12, resumeUntilH: 21 },
  { id: 'R2', name: 'Reactor 2', beginAtH: 40, resumeUntilH: 90 },
] as const;

const batchPlanSchema = z.object({ id: z.string(), inoculatedAt: epochMsSchema, seed: z.number().int() });
export type BatchPlan = z.infer<typeof batchPlanSchema>;

const unitPlanSchema = z.object({
  unitId: z.string(),
  batch: batchPlanSchema,
  /** Batches begun on this unit so far, the running one included. */
  batches: z.number().int().positive(),
  ended: z.array(batchPlanSchema.extend({ endedAt: epochMsSchema })),
  /** Stretches of the running batch that the station was never given. */
  holes: z.array(z.object({ from: epochMsSchema, to: epochMsSchema })),
});
export type UnitPlan = z.infer<typeof unitPlanSchema>;

/** Everything the demo plant must remember to be the same plant after a restart. */
export const demoPlanSchema = z.object({
  version: z.literal(1),
  seed: z.number().int(),
  brokerPort: z.number().int().min(1).max(65_535).nullable(),
  /** Last time the plant is known to have run. */
  aliveAt: epochMsSchema,
  units: z.array(unitPlanSchema),
});
export type DemoPlan = z.infer<typeof demoPlanSchema>;

/** A batch of a unit: its seed follows from the plan's, the unit and its number. */
function batchPlan(seed: number, unitIndex: number, number: number, inoculatedAt: number): BatchPlan {
  const whole = Math.floor(inoculatedAt / 1000) * 1000;
  return {
    id: batchIdOf(demoUnits[unitIndex]?.id ?? '', whole),
    inoculatedAt: whole,
    seed: seed + 1009 * unitIndex + 100_003 * (number - 1),
  };
}

/**
 * The plan to run by from now on: batches still in their window go on, others are replaced. A new batch never reaches
 * back into the time of the one before it.
 */
export function resumePlan(previous: DemoPlan | null, seed: number, now: number): DemoPlan {
  const kept = previous ?? { version: 1 as const, seed, brokerPort: null, aliveAt: 0, units: [] };
  const units = demoUnits.map((unit, index) => {
    const old = kept.units.find((plan) => plan.unitId === unit.id);
    const ageH = old ? (now - old.batch.inoculatedAt) / hourMs : -1;
    const limitH = now - kept.aliveAt < interruptionMs ? plantPresets['15L'].endH : unit.resumeUntilH;
    if (old && ageH >= 0 && ageH <= limitH) return old;
    const endedAt = old ? Math.min(now, Math.max(kept.aliveAt, old.batch.inoculatedAt)) : 0;
    const inoculatedAt = Math.max(now - unit.beginAtH * hourMs, endedAt);
    return nextBatch(old, kept.seed, index, endedAt, inoculatedAt, now);
  });
  return { ...kept, units, aliveAt: now };
}

/** The unit's plan when its batch has run to the end of the recipe. */
export function turnOver(plan: DemoPlan, unitId: string, at: number): DemoPlan {
  const units = plan.units.map((unit) => {
    const index = demoUnits.findIndex((known) => known.id === unitId);
    return unit.unitId === unitId ? nextBatch(unit, plan.seed, index, at, at, at) : unit;
  });
  return { ...plan, units };
}

function nextBatch(
  old: UnitPlan | undefined,
  seed: number,
  index: number,
  endedAt: number,
  inoculatedAt: number,
  now: number,
): UnitPlan {
  const batches = (old?.batches ?? 0) + 1;
  const batch = batchPlan(seed, index, batches, inoculatedAt);
  const ended = old ? [{ ...old.batch, endedAt }, ...old.ended].slice(0, rememberedBatches) : [];
  const holes = addHole([], { from: batch.inoculatedAt, to: now });
  return { unitId: demoUnits[index]?.id ?? '', batch, batches, ended, holes };
}

/** Age at which the recipe of the demo's batches ends, ms. */
export const recipeEndMs = plantPresets['15L'].endH * hourMs;
