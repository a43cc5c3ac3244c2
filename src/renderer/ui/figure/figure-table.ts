import type { FigureTable } from './figure-spec';

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The data of a figure as CSV: decimal points, one head line, missing values empty. */
export function figureCsv({ columns, rows }: FigureTable): string {
  const line = (cells: readonly (string | number | null)[]): string =>
    `${cells.map((cell) => (cell === null ? '' : quoted(String(cell)))).join(',')}\r\n`;
  return [columns, ...rows].map(line).join('');
}

/** A name for a file that any disk takes: `od600-hybrid-1-0-0-parity`. */
export function fileStem(...parts: readonly string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
