import { z } from 'zod';
import { sampleColumns } from '../../../shared/model/campaign';

/** A sample of the laboratory journal, as far as it becomes readings. */
export interface OfflineSample {
  readonly at: number;
  /** Null where it was not measured. */
  readonly od600: number | null;
  readonly dcwGL: number | null;
}

const cellSchema = z
  .string()
  .regex(/^-?\d+(\.\d+)?$|^$/, 'is no plain number')
  .transform((text) => (text === '' ? null : Number(text)));
const timeSchema = z.iso
  .datetime({ offset: true, message: 'is no time' })
  .transform((text) => Date.parse(text));

/**
 * Reads `offline-samples.csv`.
 * @throws Error that names the line
 */
export function parseSamples(text: string, from: number, to: number): OfflineSample[] {
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/);
  if (head !== sampleColumns.join(','))
    throw new Error('line 1: these are not the columns of offline samples');
  return lines.map((line, i) => {
    const cells = line.split(',');
    if (cells.length !== sampleColumns.length) throw new Error(`line ${i + 2}: not as many cells as columns`);
    const cell = (name: (typeof sampleColumns)[number]): string => cells[sampleColumns.indexOf(name)] ?? '';
    try {
      const at = timeSchema.parse(cell('sampled_at'));
      // The journal is kept to the minute.
      if (at < from - 60_000 || at > to + 60_000) throw new Error('the time lies outside the batch');
      return { at, od600: cellSchema.parse(cell('od600')), dcwGL: cellSchema.parse(cell('dcw_g_per_l')) };
    } catch (error) {
      const words = error instanceof z.ZodError ? error.issues[0]?.message : (error as Error).message;
      throw new Error(`line ${i + 2}: ${words}`, { cause: error });
    }
  });
}
