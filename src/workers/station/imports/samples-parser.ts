import { z } from 'zod';
import { sampleColumns } from '../../../shared/model/campaign';

/** What the journal says beside the results. */
export interface BenchDetails {
  readonly number: number | null;
  readonly nominalH: number | null;
  readonly od600Reading: number | null;
  readonly dilution: number | null;
  readonly dcwResultAt: number | null;
}

/** A sample of the laboratory journal. */
export interface OfflineSample {
  readonly at: number;
  /** Null where it was not measured. */
  readonly od600: number | null;
  readonly dcwGL: number | null;
  readonly volumeMl: number | null;
  readonly bench: BenchDetails;
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
    try {
      return sampleOf((name) => cells[sampleColumns.indexOf(name)] ?? '', from, to);
    } catch (error) {
      const words = error instanceof z.ZodError ? error.issues[0]?.message : (error as Error).message;
      throw new Error(`line ${i + 2}: ${words}`, { cause: error });
    }
  });
}

function sampleOf(
  cell: (name: (typeof sampleColumns)[number]) => string,
  from: number,
  to: number,
): OfflineSample {
  const number = (name: (typeof sampleColumns)[number]): number | null => cellSchema.parse(cell(name));
  const at = timeSchema.parse(cell('sampled_at'));
  // The journal is kept to the minute.
  if (at < from - 60_000 || at > to + 60_000) throw new Error('the time lies outside the batch');
  const resultAt = cell('dcw_result_at');
  return {
    at,
    od600: number('od600'),
    dcwGL: number('dcw_g_per_l'),
    volumeMl: number('volume_ml'),
    bench: {
      number: number('sample'),
      nominalH: number('nominal_h'),
      od600Reading: number('od600_reading'),
      dilution: number('dilution'),
      dcwResultAt: resultAt === '' ? null : timeSchema.parse(resultAt),
    },
  };
}
