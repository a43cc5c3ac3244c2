import { z } from 'zod';
import { clockEstimateSchema, fieldCalibrationSchema } from '../model/field-file';
import { channelIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { verb } from './refusals';
import type { BinaryPiece } from './tables';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path: `/field${path}`, summary, tags: ['Field'] });

const piece = z.custom<BinaryPiece>(
  (body) => typeof body === 'object' && body !== null && 'arrayBuffer' in body && 'size' in body,
  'A binary body is expected',
);
const path = z.string().min(1, 'Choose a field file').max(4000);
const file = z.string().regex(/^[\w .()+-]{1,120}\.btfield$/, 'Not the name of a field file');

/** A recording that goes on. */
export const fieldRecordingSchema = z.object({
  recordingId: z.string(),
  file: z.string(),
  name: z.string(),
  by: z.string(),
  startedAt: epochMsSchema,
  values: z.number().int(),
  bytes: z.number().int(),
  /** Read and not on the disk yet. */
  waiting: z.number().int(),
  /** Up to when everything read is on the disk. */
  safeTo: epochMsSchema,
  /** Why nothing is written; empty where all is well. */
  trouble: z.string(),
  channels: z.array(
    z.object({
      device: z.string(),
      reading: z.string(),
      words: z.string(),
      unit: z.string(),
      tag: z.string(),
      /** Newest value in the file, epoch ms; 0 where there is none yet. */
      newest: z.number(),
      calibration: fieldCalibrationSchema.nullable(),
    }),
  ),
});
export type FieldRecording = z.infer<typeof fieldRecordingSchema>;

const statusSchema = z.object({
  recording: fieldRecordingSchema.nullable(),
  /** What this laptop signs its files with; null where its key cannot be used. */
  fingerprint: z.string().nullable(),
  stationId: z.string(),
  clock: clockEstimateSchema.nullable(),
  /** Recordings of an earlier start that were found unfinished and closed. */
  recovered: z.array(z.string()),
});
export type FieldStatus = z.infer<typeof statusSchema>;

export const fieldFileStates = ['recording', 'closed', 'unfinished', 'unreadable'] as const;
export const keptFieldFileSchema = z.object({
  file: z.string(),
  /** On the station's disk. */
  path: z.string(),
  bytes: z.number().int(),
  state: z.enum(fieldFileStates),
  name: z.string(),
  by: z.string(),
  startedAt: epochMsSchema.nullable(),
  endedAt: epochMsSchema.nullable(),
  values: z.number().int().nullable(),
  words: z.string(),
});
export type KeptFieldFile = z.infer<typeof keptFieldFileSchema>;

export const fieldMapSchema = z.record(
  z.string(),
  z.object({
    /** Null: left out. */
    channelId: channelIdSchema.nullable(),
    /** What the values are really in, where the file has it wrong or not at all. */
    unit: z.string().max(30).optional(),
  }),
);
export type FieldMap = z.infer<typeof fieldMapSchema>;

export const fieldOrderSchema = z.object({
  path,
  /** By the key of a channel of the file; those not named are taken as proposed. */
  map: fieldMapSchema.default({}),
  /** Added to every time, ms: where the laptop's clock was off. */
  shiftMs: z
    .number()
    .int()
    .min(-366 * 86_400_000)
    .max(366 * 86_400_000)
    .default(0),
  /** Takes what is whole of a file that does not say that it is complete. */
  acceptUnfinished: z.boolean().default(false),
  /** Key of a laptop not met before that a person compared with what the laptop shows. */
  keyId: z.string().max(100).optional(),
});
export type FieldOrder = z.infer<typeof fieldOrderSchema>;

const conflictSchema = z.object({
  t: epochMsSchema,
  here: z.number().nullable(),
  file: z.number().nullable(),
});

export const fieldChannelReportSchema = z.object({
  key: z.string(),
  device: z.string(),
  words: z.string(),
  /** Catalogue tag that the laptop meant it for; empty: none. */
  tag: z.string(),
  /** Unit in the file, and of the channel here. */
  unit: z.string(),
  channelUnit: z.string(),
  channelId: channelIdSchema.nullable(),
  /** True where the channel had no sample yet. */
  isNew: z.boolean(),
  /** How values are turned into the channel's unit; empty where they stay as they are. */
  conversion: z.string(),
  /** Why it cannot be merged as mapped; empty where it can. */
  problem: z.string(),
  values: z.number().int(),
  from: epochMsSchema.nullable(),
  to: epochMsSchema.nullable(),
  /** Not here yet; here with the same value; here with another one, which stays. */
  fresh: z.number().int(),
  there: z.number().int(),
  conflicts: z.number().int(),
  examples: z.array(conflictSchema),
  /** Holes of this channel within the file's time, and how much of them the file has values for, ms. */
  holes: z.number().int(),
  holesMs: z.number(),
  fillsMs: z.number(),
  calibration: fieldCalibrationSchema.nullable(),
});
export type FieldChannelReport = z.infer<typeof fieldChannelReportSchema>;

export const signers = ['own', 'known', 'first', 'changed'] as const;

export const fieldReportSchema = z.object({
  file: z.string(),
  recordingId: z.string(),
  name: z.string(),
  stationId: z.string(),
  computer: z.string(),
  appVersion: z.string(),
  by: z.string(),
  startedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  bytes: z.number().int(),
  sha256: z.string(),
  keyId: z.string(),
  fingerprint: z.string(),
  /** This station itself, a laptop met before, one never met, or one that signs with another key than before. */
  signer: z.enum(signers),
  /** False where the file does not say that it is complete. */
  finished: z.boolean(),
  endWords: z.string(),
  clock: clockEstimateSchema.nullable(),
  /** What was noted, and what happened to devices and clock. */
  remarks: z.array(z.object({ at: epochMsSchema, words: z.string() })),
  devices: z.array(z.object({ key: z.string(), words: z.string(), serialNumber: z.string() })),
  channels: z.array(fieldChannelReportSchema),
  /** Earlier merge of the same recording. */
  before: z.object({ at: epochMsSchema, by: z.string(), shiftMs: z.number().int() }).nullable(),
  /** Why it is not merged as it stands. */
  problems: z.array(z.object({ code: z.enum(['unfinished', 'signer', 'shift', 'ahead', 'map', 'nothing']), words: z.string() })), // prettier-ignore
});
export type FieldReport = z.infer<typeof fieldReportSchema>;

export const fieldJobSchema = z.object({
  state: z.enum(['idle', 'checking', 'merging', 'done', 'cancelled', 'failed']),
  kind: z.enum(['check', 'merge']),
  path: z.string(),
  /** 0 to 1. */
  done: z.number(),
  values: z.number().int(),
  report: fieldReportSchema.nullable(),
  /** Samples added by a merge that is done. */
  added: z.number().int().nullable(),
  /** False from the moment samples are written: nothing is left half merged. */
  cancellable: z.boolean(),
  startedAt: epochMsSchema.nullable(),
  endedAt: epochMsSchema.nullable(),
  words: z.string(),
});
export type FieldJob = z.infer<typeof fieldJobSchema>;

export const fieldMergeSchema = z.object({
  id: z.string(),
  recordingId: z.string(),
  sha256: z.string(),
  file: z.string(),
  name: z.string(),
  stationId: z.string(),
  keyId: z.string(),
  by: z.string(),
  state: z.enum(['merging', 'merged']),
  beganAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  shiftMs: z.number().int(),
  map: fieldMapSchema,
  added: z.number().int(),
  there: z.number().int(),
  conflicts: z.number().int(),
});
export type FieldMerge = z.infer<typeof fieldMergeSchema>;

/** What a laptop reads at a vessel, into a file of its own, and from there into a station. */
export const field = {
  status: route('GET', '/status', 'The recording that goes on').output(statusSchema),
  start: route('POST', '/start', 'Record devices into a field file')
    .input(
      z.object({
        name: z.string().trim().min(1, 'Give the recording a name').max(80),
        /** The vessel it is meant for, as the station knows it. */
        unitId: unitIdSchema.nullable().default(null),
        readings: z
          .array(
            z.object({
              connectionId: z.string(),
              device: z.string(),
              reading: z.string(),
              /** Catalogue tag it is meant for; empty: none. */
              tag: z.string().max(60),
            }),
          )
          .min(1, 'Choose what to record')
          .max(2000),
        note: z.string().max(2000).default(''),
      }),
    )
    .output(fieldRecordingSchema),
  stop: route('POST', '/stop', 'End the recording and close its file').output(keptFieldFileSchema),
  note: route('POST', '/note', 'Note something in the recording')
    .input(z.object({ words: z.string().trim().min(1, 'Write something').max(2000) }))
    .output(z.object({ ok: z.boolean() })),
  setClock: route('POST', '/clock', "Compare this computer's clock with the plant's")
    .input(
      z.object({
        /** What the plant's clock showed at this moment, epoch ms. */
        plantTime: epochMsSchema,
        uncertaintyMs: z.number().int().min(0).max(600_000).default(1000),
        how: z.string().min(1).max(200),
      }),
    )
    .output(clockEstimateSchema),
  files: route('GET', '/files', 'Field files recorded here').output(z.array(keptFieldFileSchema)),
  read: route('POST', '/read', 'A piece of a field file')
    .input(z.object({ file, offset: z.coerce.number().int().nonnegative() }))
    .output(z.object({ bytes: z.number().int(), piece })),
  /** Takes a file in pieces, the first at offset 0; answers where it lies on the station's disk. */
  upload: route('POST', '/upload', 'Hand in a piece of a field file')
    .input(
      z.object({ name: z.string().min(1).max(200), offset: z.coerce.number().int().nonnegative(), piece }),
    )
    .output(z.object({ path: z.string(), bytes: z.number().int() })),
  /** Reads all of the file and writes nothing; the report is in the job. */
  check: route('POST', '/check', 'What a field file would add')
    .input(fieldOrderSchema)
    .output(fieldJobSchema),
  /** Checks first; what the check finds wrong is refused. */
  merge: route('POST', '/merge', 'Merge a field file').input(fieldOrderSchema).output(fieldJobSchema),
  job: route('GET', '/job', 'The check or merge under way, or the last one').output(fieldJobSchema),
  cancel: route('POST', '/cancel', 'Stop the check, or a merge that writes nothing yet').output(
    fieldJobSchema,
  ),
  merges: route('GET', '/merges', 'Field files merged here').output(z.array(fieldMergeSchema)),
};
