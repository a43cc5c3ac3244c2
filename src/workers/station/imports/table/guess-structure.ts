import type { TableStructure } from '../../../../shared/model/table-map';
import { unitSymbol } from '../../../../shared/model/unit-conversion';
import { RowSplitter, type TableRow } from './row-splitter';
import { detectEncoding } from './text-encoding';

const separators = [',', ';', '\t', '|'] as const;
const looked = 200;

/** How a CSV is written, from its first bytes. */
export function guessStructure(head: Uint8Array): TableStructure {
  const encoding = detectEncoding(head);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  const ranked = separators
    .map((separator) => ({ separator, rows: firstRows(text, separator) }))
    .map((one) => ({ ...one, ...regularity(one.rows) }))
    .toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  const rows = best?.rows ?? [];
  const header = rows.find((row) => row.cells.length === best?.cells) ?? rows[0];
  const headerLine = header?.line ?? 1;
  const below = rows.find((row) => row.line > headerLine);
  return {
    kind: 'csv',
    encoding,
    separator: best?.separator ?? ',',
    decimal: decimalOf(rows.filter((row) => row.line > headerLine)),
    headerLine: Math.min(headerLine, 1000),
    unitsRow: below !== undefined && looksLikeUnits(below),
  };
}

/** The first rows, as far as they can be read; a fault in them is told when the file is. */
export function firstRows(text: string, separator: string): TableRow[] {
  const splitter = new RowSplitter(separator);
  const rows: TableRow[] = [];
  try {
    for (let from = 0; from < text.length && rows.length < looked; from += 4096)
      rows.push(...splitter.take(text.slice(from, from + 4096)));
    if (rows.length < looked) rows.push(...splitter.end());
  } catch {
    return rows.slice(0, looked);
  }
  return rows.slice(0, looked);
}

/** The number of cells that most rows have, and how much that says. */
function regularity(rows: readonly TableRow[]): { cells: number; score: number } {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]);
  if (!best) return { cells: 0, score: 0 };
  const [cells, times] = best;
  return { cells, score: cells < 2 ? 0 : (times / rows.length) * Math.log2(cells + 1) };
}

function decimalOf(rows: readonly TableRow[]): '.' | ',' {
  let points = 0;
  let commas = 0;
  for (const { cells } of rows)
    for (const cell of cells) {
      const text = String(cell ?? '').trim();
      if (/^[+-]?\d+\.\d+(?:[eE][+-]?\d+)?$/.test(text)) points += 1;
      else if (/^[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/.test(text)) commas += 1;
    }
  return commas > points ? ',' : '.';
}

/** No number in it, and more units and brackets than anything else. */
function looksLikeUnits({ cells }: TableRow): boolean {
  const texts = cells.map((cell) => String(cell ?? '').trim()).filter((text) => text !== '');
  if (texts.some((text) => /\d[.,]?\d*$/.test(text) && !Number.isNaN(Number(text.replace(',', '.')))))
    return false;
  const units = texts.filter((text) => unitSymbol(text) !== null || /^[[(].*[\])]$/.test(text));
  return texts.length > 0 && units.length * 2 >= texts.length;
}
