import { answerKey } from '../../../../shared/model/records/check-record';
import type { Finding } from '../../../../shared/model/records/finding';
import type {
  KeptRecord,
  ReasonCode,
  RecordDraft,
  RecordEntry,
} from '../../../../shared/model/records/record';
import type { RecordField } from '../../../../shared/model/records/record-field';
import type { RecordKind } from '../../../../shared/model/records/record-kind';
import { localInput } from '../../../ui/local-input';
import { type FormTexts, rawOf, readForm, type ReadForm, textsOf, textsOfRaw } from './form-texts';
import { tr } from '../../../strings/translate';

/** What a form is about. */
export interface FormPlace {
  readonly kind: RecordKind;
  readonly batchId: RecordEntry['batchId'];
  readonly unitId: RecordEntry['unitId'];
  /** The version that is corrected; null for a new record. */
  readonly amending: KeptRecord | null;
}

/** All that a person has put into a form. */
export interface FormState {
  readonly eventAt: string;
  /** The moment that `eventAt` stood for at first, epoch ms: the field knows minutes, a time that was not touched keeps its seconds. */
  readonly openedAt: number;
  /** Empty: whoever is signed in did it. */
  readonly performedBy: string;
  readonly texts: FormTexts;
  /** Reasons to what is unusual, by rule. */
  readonly answers: Readonly<Record<string, string>>;
  readonly reason: { readonly code: ReasonCode; readonly text: string };
}

const noReason = { code: 'typing', text: '' } as const;

export function newForm(at: number, texts: FormTexts): FormState {
  return { eventAt: localInput(at), openedAt: at, performedBy: '', texts, answers: {}, reason: noReason };
}

/** A form that begins with what stands in a record. */
export function formOfRecord(fields: readonly RecordField[], record: KeptRecord): FormState {
  const answers = Object.fromEntries(
    record.findings.flatMap((finding) =>
      finding.answer === null ? [] : [[answerKey(finding), finding.answer]],
    ),
  );
  return {
    eventAt: localInput(record.eventAt),
    openedAt: record.eventAt,
    performedBy: record.performedBy,
    // What was typed, where it is known: a comma stays a comma.
    texts: { ...textsOf(fields, record.body), ...textsOfRaw(record.raw) },
    answers,
    reason: noReason,
  };
}

export function formOfDraft({ eventAt, raw, answers }: RecordDraft, now: number): FormState {
  return {
    eventAt: localInput(eventAt ?? now),
    openedAt: eventAt ?? now,
    performedBy: '',
    texts: textsOfRaw(raw),
    answers,
    reason: noReason,
  };
}

/** The form that an entry on its way was made with. */
export function formOfEntry(entry: RecordEntry): FormState {
  return {
    eventAt: localInput(entry.eventAt),
    openedAt: entry.eventAt,
    performedBy: entry.performedBy ?? '',
    texts: textsOfRaw(entry.raw),
    answers: entry.answers,
    reason: noReason,
  };
}

export interface ReadEntry extends Pick<ReadForm, 'unreadable'> {
  readonly entry: RecordEntry;
}

/** When it happened, epoch ms; NaN where no time stands in the field. */
export function eventAtOf({ eventAt, openedAt }: Pick<FormState, 'eventAt' | 'openedAt'>): number {
  return localInput(openedAt) === eventAt ? openedAt : new Date(eventAt).getTime();
}

/** What would be handed in; a time that is missing is answered as a finding. */
export function entryOf(
  place: FormPlace,
  fields: readonly RecordField[],
  state: FormState,
  zone: string,
): ReadEntry {
  const { amending } = place;
  const { body, unreadable } = readForm(fields, state.texts, amending?.body);
  const eventAt = eventAtOf(state);
  const entry: RecordEntry = {
    kind: place.kind,
    batchId: place.batchId,
    unitId: place.unitId,
    eventAt: Number.isFinite(eventAt) ? Math.round(eventAt) : 0,
    zone,
    source: 'manual',
    instrument: null,
    body,
    raw: rawOf(state.texts),
    answers: { ...state.answers },
    attachments: amending?.attachments ?? [],
    ...(state.performedBy === '' ? {} : { performedBy: state.performedBy }),
  };
  if (Number.isFinite(eventAt)) return { entry, unreadable };
  const noTime: Finding = {
    rule: 'form.time',
    level: 'X',
    field: 'eventAt',
    row: null,
    words: tr('Enter when it happened'),
  };
  return { entry, unreadable: [...unreadable, noTime] };
}
