import { z } from 'zod';

export const csvEncodings = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'latin1'] as const;
export const csvDelimiters = ['auto', ',', ';', 'tab', '|'] as const;

/** How the time of a row is written. `pattern` is spelled out, as DD.MM.YYYY HH:mm:ss. */
export const csvTimeFormats = ['iso', 'epoch-s', 'epoch-ms', 'excel', 'pattern', 'arrival'] as const;

const zoneWords = 'Give a time zone such as Europe/Berlin or UTC';

/** True for a time zone this computer knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Letters of a time pattern. */
export const timePatternParts = [
  'YYYY',
  'YY',
  'MM',
  'M',
  'DD',
  'D',
  'HH',
  'H',
  'hh',
  'h',
  'mm',
  'ss',
  'SSS',
  'A',
] as const;

export const csvFileSchema = z
  .object({
    /** On the station's own computer, or a share it has. */
    path: z
      .string()
      .min(1, 'Give the path of the file')
      .max(1000)
      .regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\)/, 'Give the whole path, from the root or the drive on'),
    encoding: z.enum(csvEncodings).default('auto'),
    delimiter: z.enum(csvDelimiters).default('auto'),
    decimalComma: z.boolean().default(false),
    /** Header of the time column; empty takes the first column. */
    timeColumn: z.string().max(200).default(''),
    timeFormat: z.enum(csvTimeFormats).default('iso'),
    timePattern: z.string().max(60).default('DD.MM.YYYY HH:mm:ss'),
    /** For times that name none themselves. */
    zone: z.string().max(60).refine(isTimeZone, zoneWords).default('UTC'),
    /** The unit all rows belong to. */
    unitKey: z.string().min(1, 'Give the unit the file is about').max(200),
    /** Header -> tag, where they differ; a header mapped to nothing is left out. */
    columns: z.record(z.string().max(200), z.string().max(200)).default({}),
    /** Read what is in the file already, or only what is added from now on. */
    fromStart: z.boolean().default(true),
  })
  .superRefine(({ timeFormat, timePattern }, context) => {
    const complete = ['Y', 'M', 'D'].every((letter) => timePattern.includes(letter));
    if (timeFormat === 'pattern' && !(complete && /[Hh]/.test(timePattern)))
      context.addIssue({
        code: 'custom',
        path: ['timePattern'],
        message: 'Spell out year, month, day and hour: DD.MM.YYYY HH:mm:ss',
      });
  });
export type CsvFile = z.infer<typeof csvFileSchema>;
