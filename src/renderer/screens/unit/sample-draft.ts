import { batchNoteBodySchema, type BatchNoteBody, type SampleNote } from '../../../shared/model/batch-note';
import { noteProblem, type NoteFacts, type NoteProblem } from '../../../shared/model/batch-note-rules';
import { dateText } from '../../ui/time-words';
import { decimalOf } from './decimal-text';
import { tr } from '../../strings/translate';

/** What stands in the fields of the dialog, as typed. */
export interface SampleDraft {
  readonly at: string;
  readonly volumeMl: string;
  readonly od600Reading: string;
  readonly dilution: string;
  readonly od600: string;
  readonly dcwGL: string;
  readonly dcwResultAt: string;
  readonly words: string;
}

export type SampleField = keyof SampleDraft;

const two = (n: number): string => String(n).padStart(2, '0');

/** A moment as `datetime-local` wants it, in the person's own zone. */
export function localInput(ms: number): string {
  const d = new Date(ms);
  return `${dateText(ms)}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

export function emptyDraft(at: number): SampleDraft {
  return {
    at: localInput(at),
    volumeMl: '10',
    od600Reading: '',
    dilution: '',
    od600: '',
    dcwGL: '',
    dcwResultAt: '',
    words: '',
  };
}

/** The fields of a sample that is to be corrected. */
export function draftOf(sample: SampleNote): SampleDraft {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    at: localInput(sample.at),
    volumeMl: text(sample.volumeMl),
    od600Reading: text(sample.od600Reading),
    dilution: text(sample.dilution),
    od600: text(sample.od600),
    dcwGL: text(sample.dcwGL),
    dcwResultAt: sample.dcwResultAt === undefined ? '' : localInput(sample.dcwResultAt),
    words: tr(sample.words),
  };
}

export type DraftAnswer =
  { readonly note: BatchNoteBody; readonly problem: null } | { readonly problem: NoteProblem };

const figures = ['volumeMl', 'od600Reading', 'dilution', 'od600', 'dcwGL'] as const;

/** The note that was typed, or what is wrong with it and where. `before`: the sample it corrects. */
export function noteFrom(draft: SampleDraft, facts: NoteFacts, before?: SampleNote): DraftAnswer {
  const at = momentOf(draft.at, before?.at);
  if (!Number.isFinite(at)) return { problem: { words: tr('Enter when it was drawn'), field: 'at' } };
  const known: Record<string, number> = {};
  for (const field of figures) {
    const value = decimalOf(draft[field]);
    if (Number.isNaN(value)) return { problem: { words: tr('Enter a plain number'), field } };
    if (value !== undefined) known[field] = value;
  }
  if (known['volumeMl'] === undefined)
    return { problem: { words: tr('Enter how much was taken out, mL'), field: 'volumeMl' } };
  const { od600Reading, dilution = 1 } = known;
  if (od600Reading !== undefined) known['od600'] ??= Number((od600Reading * dilution).toPrecision(6));
  if (draft.dcwResultAt !== '') known['dcwResultAt'] = momentOf(draft.dcwResultAt, before?.dcwResultAt);
  const kept = before && { number: before.number, nominalH: before.nominalH };
  const read = batchNoteBodySchema.safeParse({
    kind: 'sample',
    at,
    ...kept,
    ...known,
    words: tr(draft.words),
  });
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      problem: { words: issue?.message ?? tr('Not understood'), field: String(issue?.path[0] ?? '') },
    };
  }
  const problem = noteProblem(read.data, facts);
  return problem ? { problem } : { note: read.data, problem: null };
}

/** The field knows minutes: a time that was not touched keeps its seconds. */
function momentOf(text: string, before: number | undefined): number {
  return before !== undefined && text === localInput(before) ? before : new Date(text).getTime();
}
