import type { TimeWindow } from '../time-view';
import type { HistoryTrace } from '../trace';

/** A channel as it is written to a table. */
export interface CsvLine {
  readonly label: string;
  readonly unit: string;
  readonly history: HistoryTrace | null;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * A window as CSV: a row a time, decimal points, nothing where nothing was measured. Single samples take one column; where
 * a point stands for many there are their mean, lowest and highest.
 */
export function windowCsv(lines: readonly CsvLine[], { from, to }: TimeWindow): string {
  const heads: string[] = ['time (UTC)'];
  const rows = new Map<number, string[]>();
  for (const { label, unit, history } of lines) {
    if (!history) continue;
    const { t, mean, min, max } = history.columns;
    const named = unit === '' ? label : `${label} (${unit})`;
    const columns = history.coverMs === 0 ? [mean] : [mean, min, max];
    const heading =
      history.coverMs === 0 ? [named] : ['mean', 'min', 'max'].map((kind) => `${named} ${kind}`);
    t.forEach((at, index) => {
      if (at < from || at > to) return;
      const row = rows.get(at) ?? [];
      columns.forEach((column, nth) => {
        const value = column[index] ?? Number.NaN;
        row[heads.length + nth] = Number.isFinite(value) ? String(value) : '';
      });
      rows.set(at, row);
    });
    heads.push(...heading);
  }
  const written = [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([at, row]) =>
      [new Date(at).toISOString(), ...heads.slice(1).map((_, i) => row[i + 1] ?? '')].join(','),
    );
  return [heads.map(quoted).join(','), ...written].map((row) => `${row}\r\n`).join('');
}
