import { z } from 'zod';
import { batchIdSchema, epochMsSchema, type BatchId } from './identity';

const wordsSchema = z.string().trim().max(2000, 'Use at most 2000 characters');
const nameSchema = z.string().trim().min(1).max(200);
const notNegative = (what: string) => z.number().min(0, `${what} cannot be negative`).max(1e6);
const valueSchema = z.union([z.number(), z.string().max(500), z.boolean(), z.null()]);

/** Broth taken out of the vessel, and what the bench found in it. The withdrawal is true even where nothing was measured. */
export const sampleNoteSchema = z.object({
  kind: z.literal('sample'),
  /** When it was drawn, epoch ms. */
  at: epochMsSchema,
  /** Broth taken out, mL. */
  volumeMl: notNegative('The volume'),
  /** Number in the laboratory journal, and the age it was planned for, h. */
  number: z.number().int().nonnegative().optional(),
  nominalH: z.number().optional(),
  /** What the photometer showed; OD600 is reading times dilution. */
  od600Reading: notNegative('The reading').optional(),
  dilution: z.number().min(1, 'A dilution is 1 or more').max(1e6).optional(),
  od600: notNegative('OD600').optional(),
  /** Dry cell weight, g/L, and when it was known. */
  dcwGL: notNegative('The dry cell weight').optional(),
  dcwResultAt: epochMsSchema.optional(),
  words: wordsSchema,
});
export type SampleNote = z.infer<typeof sampleNoteSchema>;

/** How the medium was made. */
export const mediaNoteSchema = z.object({
  kind: z.literal('media'),
  at: epochMsSchema,
  recipe: nameSchema,
  volumeL: notNegative('The volume').optional(),
  components: z
    .array(
      z.object({
        name: nameSchema,
        amount: notNegative('An amount'),
        unit: z.string().max(20),
        lot: z.string().max(80).optional(),
        /** Date as printed on the label. */
        expires: z.string().max(40).optional(),
      }),
    )
    .max(200),
  phBeforeUse: z.number().min(0).max(14).optional(),
  sterilisation: z
    .object({ method: z.string().max(80), tempC: z.number(), holdMin: z.number(), passed: z.boolean() })
    .optional(),
  words: wordsSchema,
});

/** A probe or analyser checked against what is known. */
export const calibrationNoteSchema = z.object({
  kind: z.literal('calibration'),
  at: epochMsSchema,
  /** What it measures: `ph`, `dissolvedOxygen`, `offGas` ... */
  quantity: z.string().trim().min(1).max(60),
  device: z.string().trim().max(80),
  passed: z.boolean().optional(),
  /** Readings against references, and everything else found, by the name the journal gives it. */
  points: z
    .array(z.record(z.string().max(60), valueSchema))
    .max(100)
    .optional(),
  findings: z.record(z.string().max(60), valueSchema),
  words: wordsSchema,
});

/** Something that happened or was done. */
export const eventNoteSchema = z.object({
  kind: z.literal('event'),
  at: epochMsSchema,
  /** What sort of event, e.g. `set-point`, `observation`, `struck-out`. */
  eventKind: z.string().trim().min(1).max(40),
  name: z.string().trim().max(120).optional(),
  value: z.union([z.number(), z.string().max(200)]).optional(),
  words: wordsSchema,
});

/** What somebody writes down of a batch. */
export const batchNoteBodySchema = z.discriminatedUnion('kind', [
  sampleNoteSchema,
  mediaNoteSchema,
  calibrationNoteSchema,
  eventNoteSchema,
]);
export type BatchNoteBody = z.infer<typeof batchNoteBodySchema>;
export type BatchNoteKind = BatchNoteBody['kind'];

/** How a note came to be kept. A note is never changed: another one replaces it. */
const keptShape = {
  id: z.number().int().positive(),
  batchId: batchIdSchema,
  /** `hand`, or the name of the campaign it was imported with. */
  source: z.string().min(1).max(80),
  enteredAt: epochMsSchema,
  enteredBy: z.string().min(1).max(80),
  /** The note it corrects and why; null where it corrects none. */
  replaces: z.number().int().positive().nullable(),
  reason: z.string().nullable(),
  /** The note that corrects it; null while it holds. */
  replacedBy: z.number().int().positive().nullable(),
};

/** A note as it is kept. */
export const batchNoteSchema = z.discriminatedUnion('kind', [
  sampleNoteSchema.extend(keptShape),
  mediaNoteSchema.extend(keptShape),
  calibrationNoteSchema.extend(keptShape),
  eventNoteSchema.extend(keptShape),
]);
export type BatchNote = z.infer<typeof batchNoteSchema>;

export const handSource = 'hand';

/** Why a note is replaced, in words. */
export const noteReasonSchema = z.string().trim().min(3, 'Say why, in a few words').max(300);

/** The notes that hold: nothing that was corrected. */
export function notesInForce(notes: readonly BatchNote[]): BatchNote[] {
  return notes.filter((note) => note.replacedBy === null);
}

/** OD600 of a sample: as entered, or reading times dilution; undefined where neither is there. */
export function od600Of(sample: Pick<SampleNote, 'od600' | 'od600Reading' | 'dilution'>): number | undefined {
  if (sample.od600 !== undefined) return sample.od600;
  if (sample.od600Reading === undefined) return undefined;
  return sample.od600Reading * (sample.dilution ?? 1);
}

/** A note as it comes in. */
export interface NoteEntry {
  readonly body: BatchNoteBody;
  readonly source: string;
  readonly enteredAt: number;
  readonly enteredBy: string;
  readonly correction: { readonly replaces: number; readonly reason: string } | null;
}

/** How many notes of a batch hold, and the id of the newest of them all. */
export interface NoteCounts {
  readonly batchId: BatchId;
  readonly newest: number;
  readonly samples: number;
  readonly notes: number;
}
