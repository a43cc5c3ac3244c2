import type { TableMap, TableProblem, TableValue } from '../../../../shared/model/table-map';
import { conversionBetween, converted, type Conversion } from '../../../../shared/model/unit-conversion';
import { Refusal } from '../../../../shared/model/refusal';
import { numberCell } from './number-cell';
import type { TableCell, TableRow } from './row-splitter';
import { TimeReader } from './time-cell';

/** A value of the file on its way to a channel. Quality is null where the station is to judge. */
export interface TableSample {
  readonly line: number;
  readonly tag: string;
  readonly t: number;
  readonly value: number | null;
  readonly quality: number | null;
}

export interface TableTally {
  noticed(kind: 'blank' | 'nan' | 'other-rows' | 'unmapped', line: number): void;
  problem(problem: TableProblem): void;
}

interface Strand {
  readonly value: TableValue;
  readonly column: number;
  readonly quality: number;
  readonly conversion: Conversion;
}

/**
 * Turns rows into samples as the map says.
 * @param unitOf unit that the station keeps a tag in
 * @throws Refusal where a column of the map is not in the file or its unit cannot be turned into the channel's
 */
export class TableReader {
  readonly #map;
  readonly #columns;
  readonly #times;
  readonly #timeColumn;
  readonly #only: number;
  readonly #wide: readonly Strand[];
  readonly #long: ReadonlyMap<string, Strand>;
  readonly #channelColumn: number;

  constructor(map: TableMap, columns: readonly string[], unitOf: (tag: string) => string, now: number) {
    this.#map = map;
    this.#columns = columns;
    this.#times = new TimeReader(map.time, map.structure.decimal, now);
    this.#timeColumn = this.#place(map.time.column);
    this.#only = map.only ? this.#place(map.only.column) : -1;
    const strands = map.values.map((value) => this.#strand(value, unitOf(value.tag)));
    this.#wide = map.long ? [] : strands;
    this.#long = new Map(map.long ? strands.map((strand) => [strand.value.from, strand]) : []);
    this.#channelColumn = map.long ? this.#place(map.long.channel) : -1;
    if (strands.length === 0) throw new Refusal('REFUSED', 'No column is mapped to a channel', 'values');
    const twice = strands.find(
      ({ value }) => strands.filter((one) => one.value.tag === value.tag).length > 1,
    );
    if (twice)
      throw new Refusal('REFUSED', `Two columns are mapped to ${twice.value.tag}: choose one`, 'values');
  }

  /** Samples of a row; none where it is not meant. A row with anything wrong gives none and its problems. */
  read(row: TableRow, tally: TableTally): TableSample[] | 'other' | 'bad' {
    const { cells, line } = row;
    if (cells.length !== this.#columns.length) {
      const words = `${cells.length} cells where ${this.#columns.length} are expected`;
      tally.problem({ line, column: '', kind: 'ragged', words });
      return 'bad';
    }
    if (this.#map.only && String(cells[this.#only] ?? '').trim() !== this.#map.only.equals) {
      tally.noticed('other-rows', line);
      return 'other';
    }
    const time = this.#times.read(cells[this.#timeColumn] ?? null);
    if (!('t' in time)) {
      tally.problem({ line, column: this.#map.time.column, ...time });
      return 'bad';
    }
    return this.#samples(row, time.t, tally);
  }

  #samples(row: TableRow, t: number, tally: TableTally): TableSample[] | 'bad' {
    const strands = this.#map.long ? this.#strandOf(row, tally) : this.#wide;
    const samples: TableSample[] = [];
    let wrong = false;
    for (const strand of strands) {
      const sample = this.#sample(row, strand, t, tally);
      if (sample === 'bad') wrong = true;
      else if (sample) samples.push(sample);
    }
    return wrong ? 'bad' : samples;
  }

  #strandOf({ cells, line }: TableRow, tally: TableTally): readonly Strand[] {
    const strand = this.#long.get(String(cells[this.#channelColumn] ?? '').trim());
    if (strand) return [strand];
    tally.noticed('unmapped', line);
    return [];
  }

  #sample(
    { cells, line }: TableRow,
    strand: Strand,
    t: number,
    tally: TableTally,
  ): TableSample | null | 'bad' {
    const column = this.#columns[strand.column] ?? '';
    const cell = cells[strand.column] ?? null;
    if (typeof cell === 'string' && cell.includes('\ufffd')) {
      const words = `holds bytes that are not ${this.#map.structure.encoding}`;
      tally.problem({ line, column, kind: 'encoding', words });
      return 'bad';
    }
    const read = numberCell(cell, this.#map.structure.decimal);
    if (read.kind === 'number-problem' || read.kind === 'thousands' || read.kind === 'infinite') {
      const kind = read.kind === 'number-problem' ? 'number' : read.kind;
      tally.problem({ line, column, kind, words: read.words });
      return 'bad';
    }
    const quality = this.#quality(cells, strand, line, tally);
    if (quality === 'bad') return 'bad';
    const { tag } = strand.value;
    if (read.kind === 'number')
      return { line, tag, t, value: converted(read.value, strand.conversion), quality };
    tally.noticed(read.kind, line);
    // A quality without a value is a sample too: measured, nothing.
    return quality === null ? null : { line, tag, t, value: null, quality };
  }

  #quality(
    cells: readonly TableCell[],
    strand: Strand,
    line: number,
    tally: TableTally,
  ): number | null | 'bad' {
    if (strand.quality === -1) return null;
    const read = numberCell(cells[strand.quality] ?? null, this.#map.structure.decimal);
    if (read.kind === 'blank' || read.kind === 'nan') return null;
    if (read.kind === 'number' && Number.isInteger(read.value) && read.value >= 0 && read.value < 256)
      return read.value;
    const column = this.#columns[strand.quality] ?? '';
    tally.problem({ line, column, kind: 'quality', words: 'is no quality code (0 to 255)' });
    return 'bad';
  }

  #strand(value: TableValue, channelUnit: string): Strand {
    const conversion = conversionBetween(value.unit, channelUnit);
    if (!conversion) {
      const words = `${value.from} is in "${value.unit}", which cannot be turned into "${channelUnit}" of ${value.tag}`;
      throw new Refusal('REFUSED', `${words}: choose its unit`, 'values');
    }
    const quality = this.#map.long ? this.#map.long.quality : value.quality;
    return {
      value,
      conversion,
      column: this.#place(this.#map.long ? this.#map.long.value : value.from),
      quality: quality === null ? -1 : this.#place(quality),
    };
  }

  #place(name: string): number {
    const at = this.#columns.indexOf(name);
    if (at === -1) throw new Refusal('REFUSED', `The file has no column "${name}"`, 'values');
    return at;
  }
}
