import { z } from 'zod';
import { batchNoteBodySchema, type BatchNoteBody } from '../../../shared/model/batch-note';
import type { OfflineSample } from './samples-parser';

const timeSchema = z.iso
  .datetime({ offset: true, message: 'is no time' })
  .transform((text) => Date.parse(text));

/** The journal of samples as notes. */
export function sampleNotes(samples: readonly OfflineSample[]): BatchNoteBody[] {
  return samples.map(({ at, od600, dcwGL, volumeMl, bench }) =>
    batchNoteBodySchema.parse({
      kind: 'sample',
      at,
      volumeMl: volumeMl ?? 0,
      ...given({ ...bench, od600, dcwGL }),
      words: '',
    }),
  );
}

const mediaSchema = z.object({
  recipe: z.string(),
  preparedAt: timeSchema,
  volumeL: z.number(),
  components: z.array(z.unknown()),
  phBeforeUse: z.number(),
  sterilisation: z.unknown(),
});

/**
 * Reads `media.json`.
 * @throws Error where it is not understood
 */
export function mediaNotes(text: string): BatchNoteBody[] {
  const { preparedAt, ...rest } = mediaSchema.parse(JSON.parse(text));
  return [batchNoteBodySchema.parse({ kind: 'media', at: preparedAt, ...rest, words: '' })];
}

const calibrationsSchema = z.object({ simulated: z.literal(true), batch: z.string() }).catchall(
  z
    .object({
      at: timeSchema,
      passed: z.boolean().optional(),
      points: z.array(z.unknown()).optional(),
      probe: z.string().optional(),
      analyser: z.string().optional(),
    })
    .catchall(z.unknown()),
);

/**
 * Reads `calibrations.json`: one note a probe or analyser; what has no place of its own is kept among its findings.
 * @throws Error where it is not understood
 */
export function calibrationNotes(text: string): BatchNoteBody[] {
  const { simulated: _simulated, batch: _batch, ...each } = calibrationsSchema.parse(JSON.parse(text));
  return Object.entries(each).map(([quantity, { at, passed, points, probe, analyser, ...findings }]) =>
    batchNoteBodySchema.parse({
      kind: 'calibration',
      at,
      quantity,
      device: probe ?? analyser ?? '',
      ...given({ passed, points }),
      findings,
      words: '',
    }),
  );
}

const eventColumns = ['time', 'age_h', 'kind', 'name', 'value', 'words'] as const;

/**
 * Reads `events.csv`. Its lines about samples repeat the journal of samples and are left out.
 * @throws Error that names the line
 */
export function eventNotes(text: string): BatchNoteBody[] {
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/);
  if (head !== eventColumns.join(',')) throw new Error('line 1: these are not the columns of events');
  return lines.flatMap((line, i) => {
    const [time, , eventKind, name, value, words] = cellsOf(line);
    if (eventKind === 'sample') return [];
    const note = batchNoteBodySchema.safeParse({
      kind: 'event',
      at: timeSchema.safeParse(time).data,
      eventKind,
      ...given({ name, value: value === '' ? null : numberOr(value ?? '') }),
      words: words ?? '',
    });
    if (!note.success)
      throw new Error(`line ${i + 2}: ${note.error.issues[0]?.message ?? 'is not understood'}`);
    return [note.data];
  });
}

/** The cells of one line of RFC 4180 CSV without line breaks in a cell. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

function numberOr(text: string): number | string {
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : text;
}

/** Only what was given: absent is not null. */
function given(all: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
}
