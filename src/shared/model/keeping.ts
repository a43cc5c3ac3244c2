import { z } from 'zod';
import { batchIdSchema, epochMsSchema } from './identity';

/** How the files of the store are kept. */
export const keepingSettingsSchema = z.object({
  /** Full path of the folder for backups on the station's disks; empty: `backups` in the data folder. */
  backupFolder: z.string().max(4000).default(''),
  backupDaily: z.boolean().default(false),
  /** Hour of the station's own day at which it is due. */
  backupHour: z.number().int().min(0).max(23).default(3),
  /** Older ones of this station are removed. */
  backupsKept: z.number().int().min(1).max(1000).default(14),
  /** Raw samples of archived years may be removed after so many years; null: they are kept for ever. */
  rawYears: z.number().int().min(1).max(100).nullable().default(null),
});
export type KeepingSettings = z.infer<typeof keepingSettingsSchema>;

const keepingKinds = ['verify', 'backup', 'archive', 'remove-raw'] as const;
export type KeepingKind = (typeof keepingKinds)[number];

/** Something that is not as it was written. */
export const keepingFindingSchema = z.object({
  file: z.string(),
  words: z.string(),
  series: z.number().int().nullable(),
  /** Channel of the series where it is known. */
  channel: z.string().nullable(),
  start: epochMsSchema.nullable(),
});
export type KeepingFinding = z.infer<typeof keepingFindingSchema>;

/** Work on the files that runs or has ended. */
export const keepingJobSchema = z.object({
  kind: z.enum(keepingKinds),
  /** What was verified; empty: the station's own files. */
  place: z.string().default(''),
  state: z.enum(['running', 'done', 'damaged', 'cancelled', 'failed']),
  step: z.string(),
  /** 0 to 1. */
  done: z.number(),
  startedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  words: z.string(),
  /** The first of them; `damaged` says how many there are. */
  findings: z.array(keepingFindingSchema),
  damaged: z.number().int(),
});
export type KeepingJob = z.infer<typeof keepingJobSchema>;

const yearSchema = z.object({
  year: z.number().int(),
  samples: z.number().int(),
  bytes: z.number().int(),
});

/** Bytes that the store takes, and what becomes of the disk. */
export const keepingSizesSchema = z.object({
  at: epochMsSchema,
  rawBytes: z.number(),
  cellBytes: z.number(),
  journalBytes: z.number(),
  unusedBytes: z.number(),
  historianBytes: z.number(),
  recordsBytes: z.number(),
  archiveBytes: z.number(),
  samples: z.number().int(),
  series: z.number().int(),
  /** All of the history over all of its samples; null without any. */
  bytesPerSample: z.number().nullable(),
  growthBytesPerDay: z.number().nullable(),
  diskFreeBytes: z.number(),
  /** At that growth; null where nothing grows or it is not known yet. */
  daysUntilFull: z.number().nullable(),
});
export type KeepingSizes = z.infer<typeof keepingSizesSchema>;

export const keepingStatusSchema = z.object({
  settings: keepingSettingsSchema,
  /** Null until it was measured for the first time. */
  sizes: keepingSizesSchema.nullable(),
  job: keepingJobSchema.nullable(),
  /** The last of each kind that ended. */
  last: z.array(keepingJobSchema),
  backupFolder: z.string(),
  /** Newest first. */
  backups: z.array(
    z.object({
      folder: z.string(),
      createdAt: epochMsSchema,
      recordedTo: epochMsSchema.nullable(),
      bytes: z.number(),
    }),
  ),
  /** Null where none is planned. */
  nextBackupAt: epochMsSchema.nullable(),
  archives: z.array(yearSchema.extend({ file: z.string(), removed: z.number().int(), missing: z.boolean() })),
  /** Years that are over and still in historian.db. */
  toArchive: z.array(yearSchema),
  /** What the policy would remove now. */
  toRemove: z.array(yearSchema.extend({ file: z.string() })),
  keptBatches: z.array(batchIdSchema),
  compactAtStart: z.boolean(),
});
export type KeepingStatus = z.infer<typeof keepingStatusSchema>;
