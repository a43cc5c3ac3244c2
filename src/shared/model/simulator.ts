import { z } from 'zod';
import { vesselScales } from './channel-catalogue';
import { epochMsSchema, unitIdSchema } from './identity';

/** Real time is 1; above it a simulated batch runs in the past until it has caught up with the clock. */
export const simulatorSpeedSchema = z
  .number()
  .min(1, 'The speed is from 1 to 600')
  .max(600, 'The speed is from 1 to 600');

const hoursSchema = z.number().min(0).max(100_000);

/** A fault as a person asks for it. */
export const faultInputSchema = z.object({
  kind: z.string().min(1).max(40),
  /** The channel it sits on, for faults of sensors. */
  tag: z.string().max(60).optional(),
  /** In the unit of its kind; the usual size when absent. */
  size: z.number().optional(),
  /** Age of the batch at which it begins, h; now when absent. */
  fromH: z.number().optional(),
  /** Hours until it ends by itself; the usual time when absent. */
  forH: z.number().optional(),
});
export type FaultInput = z.infer<typeof faultInputSchema>;

/** A kind of fault the simulator knows, and what its size means. */
export const faultKindSchema = z.object({
  kind: z.string(),
  words: z.string(),
  /** Channels it can sit on; empty for faults of the plant itself. */
  tags: z.array(z.string()),
  /** Empty when it has no size. */
  sizeUnit: z.string(),
  low: z.number(),
  high: z.number(),
  size: z.number(),
  sizeByTag: z.record(z.string(), z.number()),
  /** Hours it lasts when nothing else is said; null when it stays. */
  forH: z.number().nullable(),
});
export type FaultKindFacts = z.infer<typeof faultKindSchema>;

export const plannedFaultSchema = z.object({
  id: z.string(),
  kind: z.string(),
  words: z.string(),
  tag: z.string().nullable(),
  /** Null for kinds without a size. */
  size: z.number().nullable(),
  sizeUnit: z.string(),
  fromH: z.number(),
  toH: z.number().nullable(),
  state: z.enum(['planned', 'active']),
});
export type PlannedFault = z.infer<typeof plannedFaultSchema>;

export const setPointSchema = z.object({
  name: z.string(),
  words: z.string(),
  unit: z.string(),
  low: z.number(),
  high: z.number(),
  step: z.number(),
  /** What a person set; null while recipe or cascade decide. */
  value: z.number().nullable(),
  /** True where it can be handed back to recipe or cascade. */
  automatic: z.boolean(),
  /** What is commanded or measured at this moment. */
  now: z.number(),
});
export type SetPointState = z.infer<typeof setPointSchema>;

/** One simulated bioreactor. A unit fed by a real source is never among these. */
export const simulatedUnitSchema = z.object({
  unitId: unitIdSchema,
  name: z.string(),
  preset: z.enum(vesselScales),
  seed: z.number().int(),
  batchId: z.string(),
  inoculatedAt: epochMsSchema,
  /** 1 when in step with the clock. */
  speed: simulatorSpeedSchema,
  plantTime: epochMsSchema,
  /** How far plant time is behind the clock, ms; 0 when in step. */
  behindMs: z.number().nonnegative(),
  ageH: z.number(),
  /** Age at which the recipe ends and the next batch begins, h. */
  endH: z.number(),
  setPoints: z.array(setPointSchema),
  faults: z.array(plannedFaultSchema),
});
export type SimulatedUnit = z.infer<typeof simulatedUnitSchema>;

/** A start that can be had again by its name. */
export const scenarioSchema = z.object({
  name: z.string().trim().min(1, 'Give the scenario a name').max(60),
  preset: z.enum(vesselScales),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** Age of the batch at its start, h. Set points and faults count from there on. */
  atHour: hoursSchema,
  setPoints: z.array(z.object({ name: z.string().max(40), value: z.number().nullable() })).max(40),
  script: z.string().max(20_000),
});
export type Scenario = z.infer<typeof scenarioSchema>;

export const resetInputSchema = z.object({
  unitId: unitIdSchema,
  preset: z.enum(vesselScales),
  atHour: hoursSchema,
  seed: scenarioSchema.shape.seed,
});

/** A line of a fault script that cannot be used, counted from 1. */
export const refusedLineSchema = z.object({ line: z.number().int(), words: z.string() });

export const simulatorStateSchema = z.object({
  units: z.array(simulatedUnitSchema),
  faultKinds: z.array(faultKindSchema),
  presets: z.array(z.object({ id: z.enum(vesselScales), words: z.string(), endH: z.number() })),
  scenarios: z.array(scenarioSchema),
  /** Simulated units that run no more: their records stay, nobody lists them. */
  retired: z.array(z.string()),
});
export type SimulatorState = z.infer<typeof simulatorStateSchema>;
