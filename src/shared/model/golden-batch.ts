import { z } from 'zod';
import { batchIdSchema, epochMsSchema } from './identity';

/** What D10 watches, with the smallest spread that is believed of each. */
export const goldenTags = [
  { tag: 'OUR', name: 'Oxygen uptake rate', unit: 'mmol/L/h', floor: 1 },
  { tag: 'CER', name: 'CO₂ evolution rate', unit: 'mmol/L/h', floor: 0.7 },
  { tag: 'RQ', name: 'Respiratory quotient', unit: '', floor: 0.02 },
  { tag: 'DO', name: 'Dissolved oxygen', unit: '%', floor: 1.5 },
  { tag: 'Base_Pump_Rate', name: 'Base pump', unit: 'mL/min', floor: 0.005 },
  { tag: 'OD', name: 'OD probe', unit: 'AU', floor: 0.5 },
  { tag: 'OffGas_O2', name: 'Off-gas O₂', unit: '%', floor: 0.05 },
  { tag: 'Heater_PID_out', name: 'Temp. control output', unit: '%', floor: 1.5 },
  { tag: 'Stir_torque', name: 'Stirrer torque', unit: '%', floor: 0.5 },
  { tag: 'pH', name: 'pH', unit: '', floor: 0.02 },
  { tag: 'Temp_Broth', name: 'Broth temperature', unit: '°C', floor: 0.1 },
  { tag: 'Reactor_Pressure', name: 'Head pressure', unit: 'bar abs', floor: 0.005 },
] as const;

/** Two scales of maturity: ln of the CO2 given off while growing on what was there, then hours in each later phase. */
export const goldenStages = [
  'growth',
  'depleted',
  'gly-fed',
  'starve',
  'meoh-adapt',
  'meoh',
  'harvest',
] as const;
export type GoldenStage = (typeof goldenStages)[number];

export const goldenStageWords: Readonly<Record<GoldenStage, string>> = {
  growth: 'Growth on the first substrate',
  depleted: 'Depleted',
  'gly-fed': 'Glycerol feed',
  starve: 'Starvation',
  'meoh-adapt': 'Methanol adaptation',
  meoh: 'Methanol induction',
  harvest: 'Harvest',
};

export const goldenPlanSchema = z.object({
  name: z.string().trim().min(1).max(80),
  batchIds: z.array(batchIdSchema).min(3, 'At least three batches').max(200),
  centre: z.enum(['median', 'mean']).default('median'),
  /** Width of the tunnel in standard deviations, robust ones about a median. */
  width: z.number().min(1).max(6).default(3),
});
export type GoldenPlan = z.infer<typeof goldenPlanSchema>;

const cellSchema = z.object({
  /** Place on the maturity scale of the stage: ln(mmol/L), or hours. */
  at: z.number(),
  /** Hours since inoculation at which the batches were there, median: for drawing. */
  hour: z.number(),
  centre: z.number(),
  /** Spread believed, never less than the floor of the variable. */
  spread: z.number(),
  batches: z.number().int(),
});
export type GoldenCell = z.infer<typeof cellSchema>;

const monitorSchema = z.object({
  mean: z.array(z.number()),
  sd: z.array(z.number()),
  eigenvalues: z.array(z.number()),
  loadings: z.array(z.array(z.number())),
  t2Limit: z.number(),
  speLimit: z.number(),
});

export const goldenStageSchema = z.object({
  stage: z.enum(goldenStages),
  /** Variables of this stage, in the order of the cells and of the monitor. */
  tags: z.array(z.string()),
  tunnel: z.array(z.array(cellSchema)),
  /** Null where too few batches or points: then only the tunnel is looked at. */
  monitor: monitorSchema.nullable(),
});
export type GoldenStagePart = z.infer<typeof goldenStageSchema>;

/** The way a process goes when it goes well: a tunnel and a monitor for each stage. Plain data. */
export const goldenReferenceSchema = z.object({
  format: z.literal('bioprocess-twin-golden'),
  version: z.literal(1),
  plan: goldenPlanSchema,
  stages: z.array(goldenStageSchema),
  /** Batches that could not be used, and why. */
  left: z.array(z.object({ batchId: batchIdSchema, words: z.string() })),
  simulated: z.boolean(),
});
export type GoldenReference = z.infer<typeof goldenReferenceSchema>;

export const goldenSummarySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  name: z.string(),
  at: epochMsSchema,
  by: z.string(),
  reason: z.string(),
  withdrawn: z.boolean(),
  batches: z.number().int(),
  simulated: z.boolean(),
});
export type GoldenSummary = z.infer<typeof goldenSummarySchema>;

export const goldenBatchSchema = goldenSummarySchema.extend({ reference: goldenReferenceSchema });
export type GoldenBatch = z.infer<typeof goldenBatchSchema>;
