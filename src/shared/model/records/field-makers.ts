import type { Choice, FieldRanges, RecordField, Span } from './record-field';

type More = Partial<Omit<RecordField, 'name' | 'label' | 'type' | 'unit'>>;

/** `low..high`; null for no bound. */
export const span = (low: number | null, high: number | null): Span => ({ low, high });

/** Bounds a physical quantity cannot leave. */
export const never = (low: number | null, high: number | null, more: FieldRanges = {}): FieldRanges => ({
  ...more,
  impossible: span(low, high),
});

export const number = (name: string, label: string, unit: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'number',
  ...(unit === '' ? {} : { unit }),
  ...more,
});

export const integer = (name: string, label: string, more: More & { unit?: string } = {}): RecordField => ({
  name,
  label,
  type: 'integer',
  ...more,
});

export const text = (name: string, label: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'text',
  longest: 200,
  ...more,
});

export const longText = (name: string, label: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'long-text',
  longest: 4000,
  ...more,
});

export const time = (name: string, label: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'time',
  ...more,
});
export const day = (name: string, label: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'date',
  ...more,
});
export const person = (name: string, label: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'person',
  scan: 'USER:',
  ...more,
});
export const yesNo = (name: string, label: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'yes-no',
  ...more,
});
export const reference = (name: string, label: string, more: More = {}): RecordField => ({
  name,
  label,
  type: 'record',
  ...more,
});

/** Choices as `value: words`. */
export const choice = (
  name: string,
  label: string,
  choices: Readonly<Record<string, string>>,
  more: More = {},
): RecordField => ({ name, label, type: 'choice', choices: choicesOf(choices), ...more });

export const table = (
  name: string,
  label: string,
  fields: readonly RecordField[],
  more: More = {},
): RecordField => ({ name, label, type: 'rows', fields, ...more });

function choicesOf(words: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(words).map(([value, said]) => ({ value, words: said }));
}
