/** A table as CSV (RFC 4180) with a header; a cell that a spreadsheet would run as a formula is quoted as text. */
export function csvText(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [columns, ...rows].map((row) => row.map(cellText).join(',')).join('\n') + '\n';
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // One line per row, so that lines can be counted.
  const flat = text.replaceAll(/\r?\n/g, ' / ');
  const safe = typeof value === 'string' && /^[=+@\t]|^-(?![\d.])/.test(flat) ? `'${flat}` : flat;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
