import { z } from 'zod';
import { batchIdSchema, channelIdSchema, epochMsSchema, unitIdSchema } from './identity';
import { correctionWords, type Correction } from './records/kinds/calibration-wizard-fields';

const words = (most: number) => z.string().trim().max(most);
const corrections = Object.keys(correctionWords) as [Correction, ...Correction[]];

/** What a person says of a calibration before the first reading. */
export const calibrationBeginSchema = z.object({
  channelId: channelIdSchema,
  method: z.string().min(1).max(40),
  serial: words(80).min(1, 'Enter the serial number on the probe'),
  occasion: z.enum(['before-sterilisation', 'after-sterilisation', 'in-run', 'post-batch', 'daily']),
  referenceId: words(200).min(1, 'Enter which buffer, gas bottle, thermometer or weight it is held against'),
  referenceLot: words(200).min(1, 'Enter its lot'),
  referenceExpires: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Enter the day it expires as year-month-day, such as 2027-03-31'),
});
export type CalibrationBegin = z.infer<typeof calibrationBeginSchema>;

/** One reference, and what the probe gave in it. */
export const calibrationPointSchema = z.object({
  id: z.string(),
  words: z.string(),
  /** In the unit of the channel; null until somebody says it (a sample that is measured later). */
  reference: z.number().nullable(),
  /** Temperature of the reference, °C. */
  tempC: z.number().nullable(),
  /** The person said that the probe is in. */
  startedAt: epochMsSchema,
  takenAt: epochMsSchema.nullable(),
  /** Mean of what the probe gave, and of what was shown with the calibration before. */
  reading: z.number().nullable(),
  before: z.number().nullable(),
  noise: z.number().nullable(),
  drift: z.number().nullable(),
  /** Length of the window behind it, and time until it stood still, s. */
  seconds: z.number().nullable(),
  settledS: z.number().nullable(),
  /** Why it was taken before it stood still; null where it did. */
  anyway: z.string().nullable(),
  /** Response to the step from the point before, s. */
  t63S: z.number().nullable(),
});
export type CalibrationPoint = z.infer<typeof calibrationPointSchema>;

/** A calibration being made, as it is kept: it survives the program and the machine. Nothing of it applies yet. */
export const calibrationRunSchema = z.object({
  id: z.string().min(1).max(80),
  ...calibrationBeginSchema.shape,
  unitId: unitIdSchema,
  batchId: batchIdSchema.nullable(),
  by: z.string(),
  byName: z.string(),
  /** Time of the station, and of the plant, which is another one where it is simulated. */
  startedAt: epochMsSchema,
  plantStartedAt: epochMsSchema,
  /** Line that applied when it began. */
  gainBefore: z.number(),
  offsetBefore: z.number(),
  points: z.array(calibrationPointSchema).max(40),
});
export type CalibrationRun = z.infer<typeof calibrationRunSchema>;

/** A stretch in which a probe was not in the broth: its values are marked as check of function. */
export const checkSpanSchema = z.object({
  runId: z.string(),
  series: z.number().int(),
  from: epochMsSchema,
  /** Null while it lasts. */
  to: epochMsSchema.nullable(),
});
export type CheckSpan = z.infer<typeof checkSpanSchema>;

/** What is asked beside the readings before a calibration is kept. */
export const calibrationFinishSchema = z.object({
  correction: z.enum(corrections),
  /** Holds from then on; the moment of keeping where nothing is said. */
  validFrom: epochMsSchema.optional(),
  polarisationH: z.number().min(0).max(1000).optional(),
  pressureBarA: z.number().min(0.5).max(4).optional(),
  stirrerRpm: z.number().min(0).max(3000).optional(),
  t63S: z.number().min(0).max(3600).optional(),
  gasDry: z.boolean().optional(),
  rangePct: z.number().min(0.1).max(100).optional(),
  sterilisations: z.number().int().min(0).max(1000).optional(),
  certificate: words(200).optional(),
  nextAction: words(1000).optional(),
});
export type CalibrationFinish = z.infer<typeof calibrationFinishSchema>;

/** True once a point was taken and its reference is known. */
export function isComplete({ takenAt, reference }: CalibrationPoint): boolean {
  return takenAt !== null && reference !== null;
}
