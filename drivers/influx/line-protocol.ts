/** A field's value: numbers are floats, bigints 64-bit integers. */
export type FieldValue = number | bigint | boolean | string;

export interface LinePoint {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** In the precision that the request names; a whole number. */
  readonly time: number | bigint;
}

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/**
 * One point as a line of the line protocol of InfluxDB 1.x and 2.x. Tags are sorted, as the server stores them; fields
 * that are not finite have no spelling and are left out.
 * @throws TypeError where a name or tag is empty, no field is left, or something cannot be escaped
 */
export function lineOf({ measurement, tags, fields, time }: LinePoint): string {
  if (typeof time === 'number' && !Number.isSafeInteger(time))
    throw new TypeError(`A time is a whole number, not ${time}`);
  const key = [
    escaped(named(measurement, 'measurement'), /[, ]/g),
    ...Object.entries(tags)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${tagText(name, 'tag key')}=${tagText(value, 'tag value')}`),
  ];
  const values = Object.entries(fields)
    .filter(([, value]) => typeof value !== 'number' || Number.isFinite(value))
    .map(([name, value]) => `${tagText(name, 'field key')}=${fieldText(value)}`);
  if (values.length === 0) throw new TypeError('A point needs a field');
  const line = `${key.join(',')} ${values.join(',')} ${time}`;
  // A line that begins with # is a comment: it would vanish with status 204.
  return line.startsWith('#') ? `\\${line}` : line;
}

function named(text: string, what: string): string {
  if (text === '') throw new TypeError(`A ${what} is empty`);
  if (/[\r\n]/.test(text)) throw new TypeError(`A ${what} holds a line break`);
  // There is no spelling for a backslash at the end: it would escape what follows.
  if (text.endsWith('\\')) throw new TypeError(`A ${what} ends with a backslash`);
  return text;
}

function tagText(text: string, what: string): string {
  return escaped(named(text, what), /[,= ]/g);
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, (letter) => `\\${letter}`);
}

function fieldText(value: FieldValue): string {
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, (letter) => `\\${letter}`)}"`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value < int64.least || value > int64.most) throw new TypeError(`${value} does not fit in 64 bits`);
  return `${value}i`;
}
