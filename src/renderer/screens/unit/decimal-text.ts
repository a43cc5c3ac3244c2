/**
 * A number as people type it, with point or comma. Undefined where nothing was typed, NaN where it is no number.
 */
export function decimalOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  if (plain === '') return undefined;
  return /^-?\d*\.?\d+(e-?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
