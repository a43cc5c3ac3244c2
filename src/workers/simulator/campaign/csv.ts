/** Lines of CSV (RFC 4180) with one header line. */
export function csv(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A moment as ISO 8601 in UTC, to the second. */
export function isoTime(t: number): string {
  return new Date(t).toISOString().replace('.000Z', 'Z');
}

/** A number at a count of significant digits, without trailing zeros. */
export function digits(value: number | null, count = 7): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(count));
}
