import { od600Of, type BatchNoteBody, type SampleNote } from './batch-note';
import type { Batch } from './process-unit';

/** What must be known to judge a note. */
export interface NoteFacts {
  readonly batch: Pick<Batch, 'inoculatedAt' | 'endedAt'>;
  /** Time of the plant, epoch ms. */
  readonly now: number;
  /** Broth in the vessel, L. */
  readonly brothL: number;
}

export interface NoteProblem {
  readonly words: string;
  readonly field: string;
}

/** Journals are kept to the minute. */
const toleranceMs = 60_000;
/** Reading times dilution may differ from the OD600 beside it by rounding alone. */
const roundingShare = 0.02;

/** Why a note cannot be true, and the field it belongs to; null where nothing speaks against it. Form and station ask the same. */
export function noteProblem(note: BatchNoteBody, facts: NoteFacts): NoteProblem | null {
  if (note.at > facts.now + toleranceMs)
    return { words: 'This time lies in the future: enter when it happened', field: 'at' };
  return note.kind === 'sample' ? sampleProblem(note, facts) : null;
}

function sampleProblem(sample: SampleNote, { batch, now, brothL }: NoteFacts): NoteProblem | null {
  if (sample.at < batch.inoculatedAt - toleranceMs)
    return { words: 'The sample lies before inoculation: check date and time', field: 'at' };
  if (batch.endedAt !== null && sample.at > batch.endedAt + toleranceMs)
    return {
      words: 'The batch had ended by then: check date and time, or write it down as an event',
      field: 'at',
    };
  if (sample.volumeMl > brothL * 1000)
    return {
      words: `${sample.volumeMl} mL is more than the broth in the vessel (${(brothL * 1000).toFixed(0)} mL)`,
      field: 'volumeMl',
    };
  return odProblem(sample) ?? resultProblem(sample, now);
}

function odProblem(sample: SampleNote): NoteProblem | null {
  const { od600, od600Reading, dilution } = sample;
  if (od600 === undefined || od600Reading === undefined) return null;
  const product = od600Of({ od600Reading, ...(dilution === undefined ? {} : { dilution }) }) ?? 0;
  if (Math.abs(product - od600) <= Math.max(0.01, roundingShare * od600)) return null;
  const words = `OD600 is given as ${od600}, but reading times dilution gives ${Number(product.toPrecision(4))}`;
  return { words, field: 'od600' };
}

function resultProblem({ dcwGL, dcwResultAt, at }: SampleNote, now: number): NoteProblem | null {
  if (dcwResultAt === undefined) return null;
  if (dcwGL === undefined)
    return { words: 'Enter the dry cell weight, or leave the time of its result out', field: 'dcwGL' };
  if (dcwResultAt < at)
    return { words: 'The dry cell weight cannot be known before the sample was drawn', field: 'dcwResultAt' };
  return dcwResultAt > now + toleranceMs
    ? { words: 'This result lies in the future: add it when it is known', field: 'dcwResultAt' }
    : null;
}
