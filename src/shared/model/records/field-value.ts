import type { RecordField } from './record-field';

/** A value of a field. Times are epoch ms, dates `2026-03-04`, people their person id, records their record id. */
export type FieldValue = string | number | boolean | null | readonly RowValues[];
export type RowValues = Readonly<Record<string, string | number | boolean | null>>;
/** What a record says. A field that was left empty is missing. */
export type RecordBody = Readonly<Record<string, FieldValue>>;

/** Reads a body by name; what is missing or of another type is undefined. */
export interface Fields {
  num(name: string): number | undefined;
  text(name: string): string | undefined;
  flag(name: string): boolean | undefined;
  rows(name: string): readonly Fields[];
}

export function fieldsOf(body: RecordBody | RowValues): Fields {
  return {
    num: (name) => {
      const value = body[name];
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    },
    text: (name) => {
      const value = body[name];
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
    },
    flag: (name) => {
      const value = body[name];
      return typeof value === 'boolean' ? value : undefined;
    },
    rows: (name) => {
      const value = body[name];
      return Array.isArray(value) ? (value as readonly RowValues[]).map(fieldsOf) : [];
    },
  };
}

/** A field as typed, read: its value, or why it cannot be read. */
export type Parsed = { readonly value: string | number | boolean } | { readonly problem: string };

const decimal = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?$/;

/**
 * A decimal number as people type it: comma or point, spaces around. Two separators are refused, not guessed at:
 * `1.234,5` may mean two numbers. Undefined where it is none.
 */
export function parseDecimal(text: string): number | undefined {
  const plain = text
    .trim()
    .replaceAll(/[\u00A0\u202F\u2009]/g, '')
    .replace('\u2212', '-');
  if (!decimal.test(plain)) return undefined;
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

/** Reads what was typed into a field. Forms, the station and imports all read with this. */
export function parseField(field: RecordField, text: string): Parsed {
  const typed = text.trim();
  switch (field.type) {
    case 'number':
    case 'integer': {
      const value = parseDecimal(typed);
      if (value === undefined)
        return { problem: `Enter ${field.label} as a number, such as 4.20 or 4,20, without a unit` };
      if (field.type === 'integer' && !Number.isInteger(value))
        return { problem: `Enter ${field.label} as a whole number` };
      return { value };
    }
    case 'yes-no':
      return parseYesNo(field, typed);
    case 'choice': {
      const found = field.choices?.find(
        ({ value, words }) => value === typed || words.toLowerCase() === typed.toLowerCase(),
      );
      return found ? { value: found.value } : { problem: `Choose one of the values of ${field.label}` };
    }
    case 'time': {
      const at = /^\d{9,14}$/.test(typed) ? Number(typed) : Date.parse(typed);
      return Number.isFinite(at)
        ? { value: Math.round(at) }
        : { problem: `Enter ${field.label} as a date and time with its zone` };
    }
    case 'date':
      return isDay(typed)
        ? { value: typed }
        : { problem: `Enter ${field.label} as year-month-day, such as 2027-03-31` };
    case 'text':
    case 'long-text':
    case 'person':
    case 'record':
      return { value: typed };
    case 'rows':
      return { problem: `${field.label} is a table` };
    default:
      return field.type satisfies never;
  }
}

function parseYesNo(field: RecordField, typed: string): Parsed {
  const word = typed.toLowerCase();
  if (['yes', 'y', 'true', '1', 'pass'].includes(word)) return { value: true };
  if (['no', 'n', 'false', '0', 'fail'].includes(word)) return { value: false };
  return { problem: `Answer ${field.label} with yes or no` };
}

/** True for a day of the calendar as `2026-03-04`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
}
