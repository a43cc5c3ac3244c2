import { z } from 'zod';
import { batchIdSchema, epochMsSchema } from './identity';
import { processUnitSchema } from './process-unit';

/** Raised when a folder of an older layout can no longer be read. */
export const campaignVersion = 1;

/** What a batch of a campaign is for. Hold-out batches are never trained on. */
export const campaignRoles = [
  'shakedown',
  'training',
  'hold-out',
  'clean',
  'contaminated',
  'sensor-fault',
] as const;
export type CampaignRole = (typeof campaignRoles)[number];

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'Not a SHA-256 in lower-case hexadecimal');

/** A path below the folder of the campaign: plain names and forward slashes, never upwards. */
const filePathSchema = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*$/, 'A path below the folder is expected');

const campaignBatchSchema = z
  .object({
    id: batchIdSchema,
    number: z.number().int().positive(),
    name: z.string().min(1).max(80),
    role: z.enum(campaignRoles),
    /** What was done differently in this batch, in words. */
    design: z.string().max(300),
    inoculatedAt: epochMsSchema,
    endedAt: epochMsSchema,
    /** Age at which the substrate was used up, h; null where it was not. */
    depletedH: z.number().nullable(),
    /** Rows of the readings file, and values in them that are not blank. */
    rows: z.number().int().positive().max(10_000_000),
    readings: z.number().int().nonnegative(),
    samples: z.number().int().nonnegative(),
    files: z.object({
      readings: filePathSchema,
      samples: filePathSchema,
      media: filePathSchema,
      calibrations: filePathSchema,
      events: filePathSchema,
      truth: filePathSchema,
    }),
    simulated: z.literal(true),
  })
  .refine((batch) => batch.inoculatedAt < batch.endedAt, 'A batch ends after it began');
export type CampaignBatch = z.infer<typeof campaignBatchSchema>;

const campaignFileSchema = z.object({
  path: filePathSchema,
  bytes: z.number().int().nonnegative(),
  sha256: sha256Schema,
});
export type CampaignFile = z.infer<typeof campaignFileSchema>;

/** `manifest.json` of a campaign folder: what was made, from which seed, and the hash of every file. */
export const campaignManifestSchema = z
  .object({
    format: z.literal('bioprocess-twin-campaign'),
    version: z.literal(campaignVersion),
    simulated: z.literal(true),
    generatedBy: z.string().max(80),
    kind: z.enum(['campaign', 'faults']),
    name: z.string().min(1).max(80),
    seed: z.number().int(),
    preset: processUnitSchema.shape.scale,
    unit: processUnitSchema.extend({ simulated: z.literal(true) }),
    batches: z.array(campaignBatchSchema).min(1).max(5000),
    files: z.array(campaignFileSchema).max(50_000),
  })
  .superRefine((manifest, context) => {
    const listed = new Set(manifest.files.map((file) => file.path));
    for (const batch of manifest.batches)
      for (const path of Object.values(batch.files))
        if (!listed.has(path)) context.addIssue({ code: 'custom', message: `${path} has no hash` });
    if (new Set(manifest.batches.map((batch) => batch.id)).size < manifest.batches.length)
      context.addIssue({ code: 'custom', message: 'Two batches have one id' });
  });
export type CampaignManifest = z.infer<typeof campaignManifestSchema>;

export const manifestName = 'manifest.json';

/** First and last column of a readings file; between them stands one column a tag. */
export const readingsTimeColumn = 'time';
export const readingsTimeUnit = 'ms since 1970-01-01T00:00:00Z';
/** Tags whose sensor reported a fault of its own at that second, divided by blanks. */
export const readingsFaultColumn = 'sensor_fault';
/** How a unit line writes a pure number. */
export const noUnit = '-';

/** Columns of a file of offline samples. */
export const sampleColumns = [
  'sample',
  'nominal_h',
  'sampled_at',
  'volume_ml',
  'od600_reading',
  'dilution',
  'od600',
  'dcw_g_per_l',
  'dcw_result_at',
] as const;
