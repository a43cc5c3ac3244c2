/** A figure with the digits that matter and a real minus sign; an en dash where there is none. */
export function shortNumber(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e6 || size < 1e-4 ? value.toExponential(digits - 1) : String(Number(value.toPrecision(digits)));
  return text.replace('-', '−');
}

/** `12.3 AU`; a pure number alone. */
export function shortAmount(value: number | null | undefined, unit: string, digits = 3): string {
  const text = shortNumber(value, digits);
  return unit === '' || text === '–' ? text : `${text} ${unit}`;
}
