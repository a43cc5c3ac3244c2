/** A stored value as a number: switches are 0 and 1, texts that hold a number are that number, others nothing. */
export function storedValue(value: string | number | boolean | null): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  // Number('') is 0, which nobody measured.
  const number =
    value === null || (typeof value === 'string' && value.trim() === '') ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}
