import { z } from 'zod';
import { appliedLineSchema } from '../model/calibration-applied';
import {
  calibrationBeginSchema,
  calibrationFinishSchema,
  calibrationRunSchema,
} from '../model/calibration-run';
import { batchIdSchema, channelIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { answeredFindingSchema, findingSchema } from '../model/records/finding';
import { computedValueSchema, recordSchema, verdictSchema } from '../model/records/record';
import { verb } from './refusals';
import type { BinaryBody } from './series';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Calibrations'] });
const byRun = z.object({ id: z.string().min(1).max(80) });
const index = z.number().int().min(0).max(39);

/** A line of readings as it is looked at: what the probe gives now, and how still. */
export const calibrationReadingSchema = z.object({
  /** Newest value as the probe gave it, and with the calibration that applies; null where there is none. */
  raw: z.number().nullable(),
  shown: z.number().nullable(),
  /** Age of it, ms. */
  ageMs: z.number().nullable(),
  /** Of the point that is measured: share of the window, mean, drift over it, noise. */
  progress: z.number(),
  mean: z.number().nullable(),
  drift: z.number().nullable(),
  noise: z.number().nullable(),
  samples: z.number().int(),
  /** It stood still: it may be taken. */
  stable: z.boolean(),
  /** The last two minutes, for a small trend. */
  t: z.array(epochMsSchema),
  value: z.array(z.number()),
});
export type CalibrationReading = z.infer<typeof calibrationReadingSchema>;

/** What a calibration would be if it were kept now. */
export const calibrationResultSchema = z.object({
  findings: z.array(findingSchema),
  computed: z.array(computedValueSchema),
  verdict: verdictSchema.nullable(),
  /** The line that would apply; null where readings are not put right here. */
  line: z.object({ gain: z.number(), offset: z.number() }).nullable(),
  before: z.object({ gain: z.number(), offset: z.number() }),
  /** Every point: reference, shown before, shown after. */
  points: z.array(
    z.object({
      words: z.string(),
      reference: z.number(),
      reading: z.number(),
      before: z.number(),
      after: z.number(),
    }),
  ),
  drift: z.object({
    /** Off before adjustment at the worst point, and per day since the last calibration. */
    found: z.number().nullable(),
    perDay: z.number().nullable(),
    limit: z.number().nullable(),
    days: z.number().nullable(),
    flagged: z.boolean(),
  }),
  batches: z.array(z.object({ id: batchIdSchema, name: z.string() })),
  validUntil: epochMsSchema.nullable(),
});
export type CalibrationResult = z.infer<typeof calibrationResultSchema>;

export const calibrationViewSchema = z.object({
  run: calibrationRunSchema,
  reading: calibrationReadingSchema,
  /** True where the unit is simulated and its probe can be put into a simulated reference. */
  simulated: z.boolean(),
});

/** One calibration in the life of a probe. */
const passSchema = z.object({
  recordId: z.string(),
  at: epochMsSchema,
  verdict: verdictSchema.nullable(),
  attempt: z.number().int(),
  byName: z.string(),
  method: z.string(),
  slope: z.number().nullable(),
  offset: z.number().nullable(),
  responseS: z.number().nullable(),
  driftFound: z.number().nullable(),
  signed: z.boolean(),
  validUntil: epochMsSchema.nullable(),
});
export type CalibrationPass = z.infer<typeof passSchema>;

/** A probe with its calibrations, oldest first. */
export const probeSchema = z.object({
  key: z.string(),
  unitId: unitIdSchema,
  unitName: z.string(),
  simulated: z.boolean(),
  channelId: channelIdSchema.nullable(),
  channelName: z.string(),
  unit: z.string(),
  probe: z.string(),
  /** Null where no calibration names one. */
  serial: z.string().nullable(),
  /** What is known of its state: due, soon, overdue, never. */
  due: z.enum(['valid', 'soon', 'overdue', 'failed', 'never']),
  dueAt: epochMsSchema.nullable(),
  passes: z.array(passSchema),
  slopeUnit: z.string(),
  /** Of the slope to its limit; null where there is no clear trend. */
  forecast: z
    .object({
      limit: z.number(),
      days: z.number().nullable(),
      earliestDays: z.number().nullable(),
      latestDays: z.number().nullable(),
      words: z.string(),
    })
    .nullable(),
  /** Drift found last time was beyond its limit. */
  flagged: z.boolean(),
  /** Batches between the last two calibrations, where flagged. */
  batches: z.array(z.object({ id: batchIdSchema, name: z.string() })),
  /** Other sensors contradict it now. */
  doubt: z.string().nullable(),
  running: z.string().nullable(),
});
export type CalibratedProbe = z.infer<typeof probeSchema>;

const fileBody = z.custom<BinaryBody>(
  (body) => typeof body === 'object' && body !== null && 'arrayBuffer' in body && 'size' in body,
  'A file is expected',
);

/** Calibrating at the station: probes, the runs of a wizard, what applies to the data, certificates. */
export const calibrations = {
  probes: route(
    'GET',
    '/calibrations/probes',
    'Probes with their calibrations, due dates and forecasts',
  ).output(z.array(probeSchema)),
  runs: route('GET', '/calibrations/runs', 'Calibrations that were begun and not kept').output(
    z.array(calibrationRunSchema),
  ),
  run: route('GET', '/calibrations/run/{id}', 'A calibration being made, with what the probe gives now')
    .input(byRun)
    .output(calibrationViewSchema),
  /** From now on values of the channel are marked as check of function. */
  begin: route('POST', '/calibrations/begin', 'Begin a calibration')
    .input(calibrationBeginSchema)
    .output(calibrationRunSchema),
  measure: route(
    'POST',
    '/calibrations/run/{id}/measure',
    'The probe is in the reference: look until it stands still',
  )
    .input(
      byRun.extend({
        index,
        reference: z.number().nullable().default(null),
        tempC: z.number().min(-20).max(150).nullable().default(null),
        /** Put the probe of a simulated unit into a simulated reference. */
        simulate: z.boolean().default(false),
      }),
    )
    .output(calibrationRunSchema),
  take: route('POST', '/calibrations/run/{id}/take', 'Take the reading of a point')
    .input(byRun.extend({ index, anyway: z.string().trim().min(3).max(500).optional() }))
    .output(calibrationRunSchema),
  /** The value of a sample that was measured afterwards, or of another lot. */
  refer: route('POST', '/calibrations/run/{id}/refer', 'Say what a reference is worth')
    .input(byRun.extend({ index, reference: z.number() }))
    .output(calibrationRunSchema),
  redo: route('POST', '/calibrations/run/{id}/redo', 'Throw a point away and measure it again')
    .input(byRun.extend({ index }))
    .output(calibrationRunSchema),
  result: route('POST', '/calibrations/run/{id}/result', 'What the calibration would be; nothing is kept')
    .input(byRun.extend({ finish: calibrationFinishSchema }))
    .output(calibrationResultSchema),
  keep: route(
    'POST',
    '/calibrations/run/{id}/keep',
    'Keep the calibration as a record; it applies from its time on',
  )
    .input(
      byRun.extend({
        finish: calibrationFinishSchema,
        answers: z.record(z.string().max(100), z.string().max(1000)).default({}),
      }),
    )
    .output(
      z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('kept'), record: recordSchema }),
        z.object({ outcome: z.literal('asks'), findings: z.array(answeredFindingSchema) }),
        z.object({ outcome: z.literal('refused'), findings: z.array(answeredFindingSchema) }),
      ]),
    ),
  abort: route('POST', '/calibrations/run/{id}/abort', 'Give a calibration up: nothing of it applies')
    .input(byRun.extend({ reason: z.string().trim().min(3, 'Say why in a few words').max(500) }))
    .output(z.object({ aborted: z.boolean() })),
  applied: route('GET', '/calibrations/applied', 'The lines that put a channel right, with their records')
    .input(z.object({ channelId: channelIdSchema }))
    .output(z.array(appliedLineSchema)),
  /** Newest samples as recorded and as shown, for the detail of a channel. */
  compare: route('GET', '/calibrations/compare', 'Readings of a probe beside what is shown of them')
    .input(
      z.object({ channelId: channelIdSchema, minutes: z.coerce.number().int().min(1).max(120).default(10) }),
    )
    .output(
      z.object({
        t: z.array(epochMsSchema),
        raw: z.array(z.number().nullable()),
        shown: z.array(z.number().nullable()),
        quality: z.array(z.number().int()),
      }),
    ),
  certificate: route('GET', '/calibrations/certificate/{recordId}', 'The certificate of a calibration as PDF')
    .input(z.object({ recordId: z.string().min(1).max(80) }))
    .output(fileBody),
};
