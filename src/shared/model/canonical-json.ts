/** An object, array, string, number, boolean or null: what canonical JSON can say. */
type Value = unknown;

/**
 * JSON as RFC 8785 writes it: keys in order of their UTF-16 units, numbers and strings as ECMAScript prints them, no
 * white space. Two equal values have the same text everywhere, so that their hash can be compared. A property that is
 * undefined is left out; text is not normalised.
 * @throws TypeError for what has no such form: NaN, infinity, half a surrogate pair, undefined, functions, bigints
 */
export function canonicalJson(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return stringText(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return objectText(value);
  throw new TypeError(`${typeof value} has no canonical JSON`);
}

function objectText(value: object): string {
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${stringText(key)}:${canonicalJson(part)}`);
  return `{${parts.join(',')}}`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`);
  return JSON.stringify(value);
}

const halfPair = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function stringText(text: string): string {
  if (halfPair.test(text)) throw new TypeError('Half of a surrogate pair has no canonical JSON');
  return JSON.stringify(text);
}
