import { TableFault } from './table-fault';

/** A row of a table; text as it stands in a CSV, values as Parquet holds them. */
export interface TableRow {
  /** Line of the file it begins on, counted from 1; the number of the row in Parquet. */
  readonly line: number;
  readonly cells: readonly TableCell[];
}
export type TableCell = string | number | null;

/** A quoted cell that goes on for longer is a quote that was never closed. */
const longestQuoted = 100_000;
const quote = 0x22;
const newline = 0x0a;

/** Splits CSV into rows as its pieces come. Blank lines are passed over; line ends may be any. */
export class RowSplitter {
  readonly #separator;
  readonly #separatorCode;
  #rest = '';
  #line = 1;
  // Where the next line ends are, as far as known: looking for one that is not there must not cost a scan a row.
  #newline = -2;
  #carriage = -2;
  #fault: TableFault | null = null;

  constructor(separator: string) {
    this.#separator = separator;
    this.#separatorCode = separator.charCodeAt(0);
  }

  /** @throws TableFault where a quote is broken */
  take(piece: string): TableRow[] {
    return this.#split(this.#rest + piece, false);
  }

  /** The last row, which may have no line end. */
  end(): TableRow[] {
    return this.#split(this.#rest, true);
  }

  /** Rows before a fault are handed over first; the fault comes with the next piece. */
  #split(text: string, over: boolean): TableRow[] {
    if (this.#fault) throw this.#fault;
    const rows: TableRow[] = [];
    try {
      this.#rowsOf(text, over, rows);
    } catch (error) {
      if (!(error instanceof TableFault) || rows.length === 0) throw error;
      this.#fault = error;
    }
    return rows;
  }

  #rowsOf(text: string, over: boolean, rows: TableRow[]): void {
    this.#newline = -2;
    this.#carriage = -2;
    let from = 0;
    while (from < text.length) {
      const end = this.#endOfLine(text, from, over);
      if (end === null) break;
      const raw = text.slice(from, end.at);
      if (!raw.includes('"')) {
        this.#add(rows, raw === '' ? [] : raw.split(this.#separator));
        this.#line += 1;
        from = end.next;
        continue;
      }
      const quoted = this.#quotedRow(text, from, over);
      if (quoted === null) break;
      this.#add(rows, quoted.cells);
      this.#line += quoted.lines;
      from = quoted.next;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > 20 * longestQuoted) throw this.#broken('a line is too long for a table');
  }

  /** A carriage return alone ends a line too, but not where a newline may follow in the next piece. */
  #endOfLine(text: string, from: number, over: boolean): { at: number; next: number } | null {
    if (this.#newline !== -1 && this.#newline < from) this.#newline = text.indexOf('\n', from);
    if (this.#carriage !== -1 && this.#carriage < from) this.#carriage = text.indexOf('\r', from);
    const at = this.#newline;
    const carriage = this.#carriage;
    if (carriage !== -1 && (at === -1 || carriage < at)) {
      if (carriage + 1 === text.length && !over) return null;
      return { at: carriage, next: text.charCodeAt(carriage + 1) === newline ? carriage + 2 : carriage + 1 };
    }
    if (at !== -1) return { at, next: at + 1 };
    return over ? { at: text.length, next: text.length } : null;
  }

  #add(rows: TableRow[], cells: readonly string[]): void {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: this.#line, cells });
  }

  /** A row with quotes in it, which may go over several lines. Null where it is not whole yet. */
  #quotedRow(
    text: string,
    from: number,
    over: boolean,
  ): { cells: string[]; lines: number; next: number } | null {
    const cells: string[] = [];
    let at = from;
    let lines = 1;
    for (;;) {
      if (text.charCodeAt(at) !== quote) {
        const end = this.#endOfPlain(text, at);
        if (end === text.length && !over) return null;
        const cell = text.slice(at, end);
        if (cell.includes('"')) throw this.#broken('a quote stands in the middle of a cell');
        cells.push(cell);
        at = end;
      } else {
        const closed = this.#quotedCell(text, at, over);
        if (closed === null) return null;
        cells.push(closed.cell);
        lines += closed.cell.split('\n').length - 1;
        at = closed.next;
      }
      if (text.charCodeAt(at) === this.#separatorCode) {
        at += 1;
        continue;
      }
      if (at >= text.length && !over) return null;
      const end = this.#endOfLine(text, at, over);
      if (end === null) return null;
      if (end.at !== at) throw this.#broken('text follows a closing quote');
      return { cells, lines, next: end.next };
    }
  }

  #endOfPlain(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === this.#separatorCode || code === newline || code === 0x0d) return at;
    }
    return text.length;
  }

  #quotedCell(text: string, from: number, over: boolean): { cell: string; next: number } | null {
    for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2)) {
      if (text.charCodeAt(at + 1) === quote) continue;
      if (at + 1 === text.length && !over) return null;
      return { cell: text.slice(from + 1, at).replaceAll('""', '"'), next: at + 1 };
    }
    if (over || text.length - from > longestQuoted) throw this.#broken('a quote is opened and never closed');
    return null;
  }

  #broken(words: string): TableFault {
    return new TableFault({ line: this.#line, column: '', kind: 'broken-quotes', words });
  }
}
