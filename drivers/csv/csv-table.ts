import type { CsvFile } from '../../src/shared/model/csv-connection';
import type { Reading } from '../../src/shared/model/reading';
import type { RefusalKind } from '../driver';
import { delimiterOf, numberOf, splitRow } from './csv-text';
import { createCsvTime } from './csv-time';

/** A column of the file and what it is taken for. */
export interface CsvColumn {
  readonly header: string;
  /** What it feeds; empty where it is left out. */
  readonly tag: string;
  /** From the brackets in its header: `Temp [°C]`. */
  readonly unit?: string;
}

export interface RowRead {
  readonly readings: readonly Reading[];
  /** Epoch ms; null where the row has none. */
  readonly time: number | null;
  readonly problem?: RefusalKind;
}

/** The columns of one file, known from its header. */
export interface CsvTable {
  readonly columns: readonly CsvColumn[];
  /** Undefined for an empty row, and for the header written again. */
  row(text: string, seenTime: number): RowRead | undefined;
}

const withUnit = /^(?<name>.*?)\s*[[(](?<unit>[^\])]{1,20})[\])]\s*$/;
/** What programs write where there is no number. */
const nothings = new Set([
  'nan',
  'n/a',
  'na',
  'null',
  'none',
  '-',
  '--',
  '---',
  '#n/v',
  '#n/a',
  '****',
  'inf',
  '-inf',
]);

/** @returns the table, or in words why this header cannot be read */
export function createCsvTable(file: CsvFile, header: string): CsvTable | { readonly words: string } {
  const delimiter = delimiterOf(file, header);
  const heads = splitRow(header, delimiter);
  const timeAt = file.timeFormat === 'arrival' ? -1 : timeColumnOf(file, heads);
  if (timeAt === undefined)
    return { words: `The file has no column "${file.timeColumn}". Its columns are: ${listed(heads)}.` };
  if (heads.length < 2 && timeAt >= 0)
    return {
      words: `The first row has a single column, "${heads[0]?.slice(0, 60) ?? ''}". Choose the delimiter.`,
    };
  const columns = heads.map((head) => columnOf(head, file.columns[head]));
  const readTime = createCsvTime(file);
  const numeric = new Set<number>();
  const readRow = (cells: readonly string[], time: number | null, seenTime: number): RowRead => {
    const readings: Reading[] = [];
    let problem: RefusalKind | undefined;
    for (const [index, { tag, unit }] of columns.entries()) {
      const cell = cells[index] ?? '';
      if (index === timeAt || tag === '' || cell === '') continue;
      const value = numberOf(cell, file.decimalComma);
      if (value !== null) numeric.add(index);
      // A column of words, such as who wrote the row, is nothing to complain about.
      else if (!numeric.has(index)) continue;
      else if (!nothings.has(cell.toLowerCase())) problem = 'not-a-number';
      readings.push({
        unitKey: file.unitKey,
        tag,
        name: tag,
        value,
        sourceTime: time,
        seenTime,
        ...(unit ? { unit } : {}),
        ...(value === null ? { fault: 'not-a-number' as const } : {}),
      });
    }
    return problem ? { readings, time, problem } : { readings, time };
  };

  return {
    columns,
    row: (text, seenTime) => {
      if (text.trim() === '' || text === header) return undefined;
      const cells = splitRow(text, delimiter);
      const bad = { readings: [], time: null, problem: 'wrong-fields' as const };
      // Some programs end every row with a delimiter, the header without.
      const extra = cells.slice(heads.length);
      if (cells.length < heads.length || extra.some((cell) => cell !== '')) return bad;
      if (timeAt < 0) return readRow(cells, null, seenTime);
      const time = readTime(cells[timeAt] ?? '');
      return time === null ? bad : readRow(cells, time, seenTime);
    },
  };
}

function timeColumnOf({ timeColumn }: CsvFile, heads: readonly string[]): number | undefined {
  if (timeColumn === '') return 0;
  const wanted = timeColumn.trim().toLowerCase();
  const at = heads.findIndex((head) => head.toLowerCase() === wanted);
  return at < 0 ? undefined : at;
}

function columnOf(header: string, mapped: string | undefined): CsvColumn {
  const found = withUnit.exec(header)?.groups;
  const name = found?.['name'] ?? header;
  const unit = found?.['unit'];
  return { header, tag: mapped ?? name, ...(unit ? { unit } : {}) };
}

function listed(heads: readonly string[]): string {
  const some = heads.slice(0, 12).join(', ');
  return heads.length > 12 ? `${some} and ${heads.length - 12} more` : some;
}
