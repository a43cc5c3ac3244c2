import { z } from 'zod';
import { vesselScales } from '../../../shared/model/channel-catalogue';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import { epochMsSchema } from '../../../shared/model/identity';
import { simulatorSpeedSchema } from '../../../shared/model/simulator';
import { loggedActionSchema } from '../control/plant-action';
import type { LoggedAction } from '../control/plant-action';
import { batchIdOf } from '../fleet';
import { plantPresets } from '../plant/parameters';
import { addHole } from './holes';

export const hourMs = 3_600_000;
const rememberedBatches = 20;
/** Away for less than this is an interruption, not a new start: every batch goes on, whatever its age. */
const interruptionMs = 300_000;

/** The two reactors of the demo: where they begin, and until when a new start still goes on with their batch. */
export const demoUnits = [
  { id: 'R1', name: 'Reactor 1', beginAtH: 12, resumeUntilH: 21 },
  { id: 'R2', name: 'Reactor 2', beginAtH: 40, resumeUntilH: 90 },
] as const;

const batchPlanSchema = z.object({
  id: z.string(),
  inoculatedAt: epochMsSchema,
  seed: z.number().int(),
  preset: z.enum(vesselScales).default('15L'),
  /** What was done to it, in the order of time: with the seed, all of the batch. */
  actions: z.array(loggedActionSchema).default([]),
  /** Started by a person: it runs to its end, however young a new start would like it. */
  byHand: z.boolean().default(false),
});
export type BatchPlan = z.infer<typeof batchPlanSchema>;
const endedBatchSchema = batchPlanSchema.extend({ endedAt: epochMsSchema });

const unitPlanSchema = z.object({
  unitId: z.string(),
  batch: batchPlanSchema,
  /** Batches begun on this unit so far, the running one included. */
  batches: z.number().int().positive(),
  ended: z.array(endedBatchSchema),
  /** Stretches of the running batch that the station was never given. */
  holes: z.array(z.object({ from: epochMsSchema, to: epochMsSchema })),
  /** Set while the batch is behind the clock: how fast it runs and how far it has come. */
  pace: z
    .object({ speed: simulatorSpeedSchema, ageS: z.number().int().nonnegative() })
    .nullable()
    .default(null),
});
export type UnitPlan = z.infer<typeof unitPlanSchema>;

const retiredUnitSchema = unitPlanSchema.pick({ unitId: true, batches: true, ended: true });
export type RetiredUnit = z.infer<typeof retiredUnitSchema>;

/** Everything the demo plant must remember to be the same plant after a restart. */
export const demoPlanSchema = z.object({
  version: z.literal(1),
  seed: z.number().int(),
  brokerPort: z.number().int().min(1).max(65_535).nullable(),
  /** Last time the plant is known to have run. */
  aliveAt: epochMsSchema,
  units: z.array(unitPlanSchema),
  /** Units that ran before and gave way to another of the same reactor. */
  retired: z.array(retiredUnitSchema).default([]),
});
export type DemoPlan = z.infer<typeof demoPlanSchema>;

/** The reactor a unit belongs to: `R1` for `R1` and for `R1-2`, which took its place. */
export function standOf(unitId: string): string {
  return unitId.split('-', 1)[0] ?? unitId;
}

/** Name of the reactor, the same for every unit that stands in its place. */
export function nameOf(unitId: string): string {
  return demoUnits.find((unit) => unit.id === standOf(unitId))?.name ?? unitId;
}

/** Age at which the recipe of a batch ends, ms. */
export function recipeEndMs(preset: VesselScale): number {
  return plantPresets[preset].endH * hourMs;
}

/** A batch of a unit: its seed follows from the plan's, the unit and its number. */
export function ownSeed(seed: number, unitId: string, number: number): number {
  const index = demoUnits.findIndex((unit) => unit.id === standOf(unitId));
  return seed + 1009 * Math.max(0, index) + 100_003 * (number - 1);
}

/**
 * The plan to run by from now on: batches still in their window go on, others are replaced. A new batch never reaches
 * back into the time of the one before it.
 */
export function resumePlan(previous: DemoPlan | null, seed: number, now: number): DemoPlan {
  const none = { version: 1 as const, seed, brokerPort: null, aliveAt: 0, units: [], retired: [] };
  const kept: DemoPlan = previous ?? none;
  const units = demoUnits.map((unit) => {
    const old = kept.units.find((plan) => standOf(plan.unitId) === unit.id);
    if (old && goesOn(old, now, now - kept.aliveAt, unit.resumeUntilH * hourMs)) return old;
    const endedAt = old ? Math.min(now, lastTimeOf(old, kept.aliveAt)) : 0;
    const preset = old?.batch.preset ?? '15L';
    const agedMs = Math.min(unit.beginAtH * hourMs, recipeEndMs(preset) / 2);
    const inoculatedAt = Math.max(now - agedMs, endedAt);
    const unitId = old?.unitId ?? unit.id;
    const number = (old?.batches ?? 0) + 1;
    const begun = { inoculatedAt, seed: ownSeed(kept.seed, unitId, number), preset };
    const plan = nextBatch(unitId, old, endedAt, { ...begun, actions: [], byHand: false });
    return { ...plan, holes: addHole([], { from: plan.batch.inoculatedAt, to: now }) };
  });
  return { ...kept, units, aliveAt: now };
}

function goesOn(unit: UnitPlan, now: number, awayMs: number, windowMs: number): boolean {
  const endMs = recipeEndMs(unit.batch.preset);
  if (unit.pace) return unit.pace.ageS * 1000 <= endMs && now >= unit.batch.inoculatedAt;
  const ageMs = now - unit.batch.inoculatedAt;
  const limitMs = unit.batch.byHand || awayMs < interruptionMs ? endMs : windowMs;
  return ageMs >= 0 && ageMs <= limitMs;
}

/** Plant time up to which a unit has spoken. */
function lastTimeOf(unit: UnitPlan, aliveAt: number): number {
  const { inoculatedAt } = unit.batch;
  return unit.pace ? inoculatedAt + unit.pace.ageS * 1000 : Math.max(aliveAt, inoculatedAt);
}

/** What a new batch is; its name follows from unit and time. */
export type NewBatch = Omit<BatchPlan, 'id'>;

/** A unit's plan with a new batch on it, nothing of which the station lacks yet. */
export function nextBatch(
  unitId: string,
  old: UnitPlan | RetiredUnit | undefined,
  endedAt: number,
  begun: NewBatch,
): UnitPlan {
  const inoculatedAt = Math.floor(begun.inoculatedAt / 1000) * 1000;
  const ended = endedOf(old, endedAt);
  const batch = { ...begun, inoculatedAt, id: freeId(batchIdOf(unitId, inoculatedAt), ended) };
  return { unitId, batch, batches: (old?.batches ?? 0) + 1, ended, holes: [], pace: null };
}

function endedOf(old: UnitPlan | RetiredUnit | undefined, endedAt: number): UnitPlan['ended'] {
  if (!old) return [];
  if (!('batch' in old)) return old.ended;
  const last = { ...old.batch, actions: [], endedAt };
  return [last, ...old.ended].slice(0, rememberedBatches);
}

/** Two batches of a unit may begin within one minute, which is what their name says. */
function freeId(wanted: string, taken: readonly { readonly id: string }[]): string {
  let id = wanted;
  for (let n = 2; taken.some((batch) => batch.id === id); n += 1) id = `${wanted}-${n}`;
  return id;
}

/** The unit's plan when its batch has run to the end of the recipe: the next one begins at once, as if untouched. */
export function turnOver(plan: DemoPlan, unitId: string, at: number): DemoPlan {
  const units = plan.units.map((unit) => {
    if (unit.unitId !== unitId) return unit;
    const seed = ownSeed(plan.seed, unitId, unit.batches + 1);
    const { preset } = unit.batch;
    const next = nextBatch(unitId, unit, at, { inoculatedAt: at, seed, preset, actions: [], byHand: false });
    return { ...next, pace: unit.pace && { ...unit.pace, ageS: 0 } };
  });
  return { ...plan, units };
}

/** What a person asks to run in place of a unit's batch. */
export interface Replacement {
  readonly inoculatedAt: number;
  readonly preset: VesselScale;
  readonly seed: number;
  readonly actions: readonly LoggedAction[];
  readonly pace: UnitPlan['pace'];
}

/**
 * The plan with another batch in place of a unit's. Recorded time is never written over: where the new batch reaches
 * back into it, or the vessel is of another size, the unit retires and another one takes its place.
 * @param endedAt plant time up to which the unit has spoken
 */
export function replaceBatch(
  plan: DemoPlan,
  unitId: string,
  endedAt: number,
  asked: Replacement,
): { plan: DemoPlan; unitId: string } {
  const old = plan.units.find((unit) => unit.unitId === unitId);
  if (!old) return { plan, unitId };
  const { pace, ...begun } = { ...asked, actions: [...asked.actions], byHand: true };
  const fits = endedAt <= asked.inoculatedAt && old.batch.preset === asked.preset;
  const ended: RetiredUnit = { unitId, batches: old.batches, ended: endedOf(old, endedAt) };
  const place = fits ? { unitId, from: old } : freePlace(plan, standOf(unitId), asked);
  const next = { ...nextBatch(place.unitId, place.from, endedAt, begun), pace };
  const others = plan.retired.filter((unit) => unit.unitId !== place.unitId);
  return {
    unitId: place.unitId,
    plan: {
      ...plan,
      units: plan.units.map((unit) => (unit === old ? next : unit)),
      retired: fits ? plan.retired : [...others, ended],
    },
  };
}

/** A retired unit that has nothing recorded in the time of the new batch, else a new one. */
function freePlace(
  plan: DemoPlan,
  stand: string,
  asked: Replacement,
): { unitId: string; from: RetiredUnit | undefined } {
  const own = plan.retired.filter((unit) => standOf(unit.unitId) === stand);
  const free = own.find(
    ({ ended: [last] }) => last?.preset === asked.preset && last.endedAt <= asked.inoculatedAt,
  );
  if (free) return { unitId: free.unitId, from: free };
  return { unitId: `${stand}-${own.length + 2}`, from: undefined };
}
