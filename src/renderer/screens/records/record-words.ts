import { kindOfRecord } from '../../../shared/model/records/kind-of-record';
import type { BatchState } from '../../../shared/model/records/batch-state';
import type { FieldValue, RecordBody } from '../../../shared/model/records/field-value';
import type { RecordField } from '../../../shared/model/records/record-field';
import type { ComputedValue, KeptRecord, RecordStatus, Verdict } from '../../../shared/model/records/record';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { dateTimeText } from '../../ui/time-words';
import { shortAmount } from '../../ui/short-number';
import { tr } from '../../strings/translate';

/** The key that begins a form on the page of a batch. */
export const kindKeys: Readonly<Record<Exclude<RecordKind, 'batch'>, string>> = {
  'media-preparation': 'm',
  calibration: 'c',
  inoculation: 'i',
  sample: 's',
  'process-change': 'p',
  failure: 'f',
  'batch-closure': 'e',
};

export const statusWords: Readonly<Record<RecordStatus, string>> = {
  submitted: tr('Submitted'),
  verified: tr('Verified'),
  locked: tr('Locked'),
  voided: tr('Voided'),
};

/** Shape of a verdict: only what needs a person has a colour. */
export function verdictKind({ id }: Verdict): 'good' | 'quiet' | 'warn' | 'alarm' {
  if (id === 'pass' || id === 'go') return 'good';
  if (id === 'pending') return 'quiet';
  return id === 'warn' || id === 'go-engineer' ? 'warn' : 'alarm';
}

export function stateKind(state: BatchState, aborted: boolean): 'good' | 'quiet' | 'warn' {
  if (aborted || state === 'rejected' || state === 'held') return 'warn';
  return state === 'running' || state === 'released' ? 'good' : 'quiet';
}

/** `4.20 AU`, or why there is none. */
export function computedText({ value, unit, words }: ComputedValue): string {
  if (value === null) return words ?? '–';
  if (unit === 'epoch ms') return dateTimeText(value).slice(0, 16);
  return shortAmount(value, unit, 4);
}

/** A value of a body as a person reads it. */
export function valueText(field: RecordField, value: FieldValue | undefined): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? tr('Yes') : tr('No');
  if (typeof value === 'object') return `${value.length} ${value.length === 1 ? 'row' : 'rows'}`;
  if (field.type === 'time' && typeof value === 'number') return dateTimeText(value);
  if (field.choices)
    return tr(field.choices.find((choice) => choice.value === value)?.words) ?? String(value);
  const unit = field.unit ?? '';
  return unit === '' ? String(value) : `${String(value)} ${unit}`;
}

/** What a record is about, in a few words for a list. */
export function recordTitle({ kind, body, attempt }: Pick<KeptRecord, 'kind' | 'body' | 'attempt'>): string {
  const said = titleFields[kind].map((name) => partOf(kind, body, name)).filter(Boolean);
  const words = said.length > 0 ? said.join(', ') : tr('No. {attempt}', { attempt });
  return attempt > 1 && (kind === 'calibration' || kind === 'media-preparation' || kind === 'inoculation')
    ? tr('{words} (attempt {attempt})', { words, attempt })
    : words;
}

const titleFields: Readonly<Record<RecordKind, readonly string[]>> = {
  batch: ['batchNo'],
  'media-preparation': ['volumeL'],
  calibration: ['probe', 'probeSerial'],
  inoculation: ['sourceType', 'sourceId'],
  sample: ['sampleNo', 'plannedH'],
  'process-change': ['parameter', 'newValue'],
  failure: ['title'],
  'batch-closure': ['outcome'],
};

function partOf(kind: RecordKind, body: RecordBody, name: string): string {
  const value = body[name];
  const field = kindOfRecord(kind).fields.find((one) => one.name === name);
  if (value === undefined || !field) return '';
  return name === 'plannedH' ? `planned ${valueText(field, value)}` : valueText(field, value);
}

/** The computed values a list shows beside a record. */
export function headline({ computed }: Pick<KeptRecord, 'computed'>): string {
  return computed
    .filter(({ value, name }) => value !== null && name !== 'ageH')
    .slice(0, 3)
    .map((one) => `${one.label} ${computedText(one)}`)
    .join(' · ');
}
