import type { RecordField } from '../model/records/record-field';
import { timeText } from './time-text';

type Names = Readonly<Record<string, string>>;

/** A value of a record as it is printed: as entered, with its unit; times with their offset. */
export function valueText(
  field: RecordField | undefined,
  value: unknown,
  zone: string,
  names: Names = {},
): string {
  if (value === null || value === undefined || value === '') return 'not given';
  if (field?.type === 'time' && typeof value === 'number') return timeText(value, zone);
  if (field?.type === 'choice')
    return field.choices?.find((one) => one.value === value)?.words ?? plainText(value);
  if (field?.type === 'person' && typeof value === 'string') return names[value] ?? value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.map((row, at) => `${at + 1}) ${rowText(field?.fields, row, zone, names)}`).join('; ');
  const unit = field?.unit ?? '';
  return unit === '' ? plainText(value) : `${plainText(value)} ${unit}`;
}

function rowText(
  fields: readonly RecordField[] | undefined,
  row: unknown,
  zone: string,
  names: Names,
): string {
  if (typeof row !== 'object' || row === null) return plainText(row);
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => {
      const field = fields?.find((one) => one.name === name);
      return `${field?.label ?? name} ${valueText(field, value, zone, names)}`;
    })
    .join(', ');
}

/** A value as it stands: text as it is, everything else as JSON; nothing for nothing. */
export function plainText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
