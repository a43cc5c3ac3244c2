import type { ExportColumn } from '../../../shared/model/export-manifest';
import type { CsvStyle } from '../../../shared/model/export-plan';
import { isoInZone } from '../../../shared/model/zone-time';
import type { PartFile } from './part-file';
import type { TableFormat } from './table-file';
import type { ColumnData } from './row-block';

const rowsAtATime = 5000;

/** CSV by RFC 4180 in the style asked for; numbers with every digit they have, so that they read back the same. */
export function createCsvTable(
  file: PartFile,
  columns: readonly ExportColumn[],
  style: CsvStyle,
): TableFormat {
  const line = (cells: readonly string[]): string => `${cells.join(style.separator)}\r\n`;
  const quoted = (text: string): string =>
    text.includes(style.separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  let begun = false;
  const head = (): string => {
    if (begun) return '';
    begun = true;
    const names = line(columns.map(({ name }) => quoted(name)));
    const units = style.unitsRow ? line(columns.map((column) => quoted(unitCell(column, style)))) : '';
    return `${style.bom ? '\ufeff' : ''}${names}${units}`;
  };
  const cellsOf = columns.map(({ type }) => cellWriter(type, style, quoted));
  return {
    write: async ({ rows, columns: data }) => {
      for (let from = 0; from < rows; from += rowsAtATime) {
        const lines: string[] = [head()];
        for (let row = from; row < Math.min(rows, from + rowsAtATime); row += 1)
          lines.push(line(cellsOf.map((cell, index) => cell(data[index], row))));
        await file.write(Buffer.from(lines.join('')));
      }
    },
    finish: async () => {
      await file.write(Buffer.from(head()));
    },
  };
}

function unitCell({ type, unit }: ExportColumn, style: CsvStyle): string {
  if (type === 'time') return style.time === 'iso' ? style.zone : 'ms since 1970-01-01T00:00:00Z';
  return unit === '' ? '-' : unit;
}

type Cell = (column: ColumnData | undefined, row: number) => string;

function cellWriter(type: ExportColumn['type'], style: CsvStyle, quoted: (text: string) => string): Cell {
  const at = (column: ColumnData | undefined, row: number): number => Number(column?.[row] ?? Number.NaN);
  if (type === 'time')
    return style.time === 'iso'
      ? (column, row) => isoInZone(at(column, row), style.zone)
      : (column, row) => String(at(column, row));
  if (type === 'text') return (column, row) => quoted(String(column?.[row] ?? ''));
  return (column, row) => {
    const value = at(column, row);
    if (Number.isNaN(value)) return '';
    const text = Object.is(value, -0) ? '-0' : String(value);
    return style.decimal === '.' ? text : text.replace('.', ',');
  };
}
