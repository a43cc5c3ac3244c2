import {
  noUnit,
  readingsFaultColumn,
  readingsTimeColumn,
  readingsTimeUnit,
} from '../../../shared/model/campaign';

/** The readings of a batch, column by column. NaN where a cell was blank. */
export interface ReadingTable {
  readonly tags: readonly string[];
  /** Unit symbols; empty for a pure number. */
  readonly units: readonly string[];
  readonly t: Float64Array;
  readonly value: readonly Float64Array[];
  /** Rows in which the instrument of a tag reported a fault of its own. */
  readonly faults: ReadonlyMap<string, ReadonlySet<number>>;
  readonly readings: number;
}

/** What a file may hold, as its manifest says. */
export interface ReadingLimits {
  readonly rows: number;
  readonly from: number;
  readonly to: number;
}

/** A line of the file that cannot be taken, counted from 1. */
export class ReadingsProblem extends Error {
  constructor(line: number, words: string) {
    super(`line ${line}: ${words}`);
  }
}

const comma = 0x2c;
const newline = 0x0a;
const carriage = 0x0d;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const longestHead = 16_384;

/**
 * Reads a readings file as its pieces come, without making text of them: a batch is more than a million numbers.
 * Every line is checked; nothing is guessed.
 */
export class ReadingsParser {
  readonly #limits: ReadingLimits;
  #head: Buffer = Buffer.alloc(0);
  #tags: string[] = [];
  #units: string[] = [];
  #t: Float64Array = new Float64Array(0);
  #values: Float64Array[] = [];
  readonly #faults = new Map<string, Set<number>>();
  #row = 0;
  #readings = 0;
  // The cell in hand: column, digits so far, digits behind the point (-1 before it), sign; the last one as text.
  #column = 0;
  #number = 0;
  #digits = 0;
  #decimals = -1;
  #negative = false;
  #words = '';
  #headDone = false;

  constructor(limits: ReadingLimits) {
    this.#limits = limits;
  }

  /** @throws ReadingsProblem */
  take(piece: Buffer): void {
    if (this.#headDone) return this.#cells(piece, 0);
    this.#head = Buffer.concat([this.#head, piece]);
    const first = this.#head.indexOf(newline);
    const second = first === -1 ? -1 : this.#head.indexOf(newline, first + 1);
    if (second === -1) {
      if (this.#head.length > longestHead) throw this.#problem('no header was found', 1);
      return;
    }
    this.#readHead(this.#head.toString('utf8', 0, first), this.#head.toString('utf8', first + 1, second));
    this.#headDone = true;
    this.#cells(this.#head, second + 1);
  }

  /**
   * The table, after the last piece.
   * @throws ReadingsProblem where the file ended early
   */
  end(): ReadingTable {
    if (!this.#headDone) throw this.#problem('the header is missing', 1);
    if (this.#column > 0 || this.#digits > 0) throw this.#problem('the last line is cut off');
    if (this.#row !== this.#limits.rows)
      throw this.#problem(`${this.#row} rows were found where ${this.#limits.rows} are announced`);
    return {
      tags: this.#tags,
      units: this.#units,
      t: this.#t,
      value: this.#values,
      faults: this.#faults,
      readings: this.#readings,
    };
  }

  #readHead(nameLine: string, unitLine: string): void {
    const names = nameLine.replace(/\r$/, '').split(',');
    const units = unitLine.replace(/\r$/, '').split(',');
    if (names[0] !== readingsTimeColumn || units[0] !== readingsTimeUnit)
      throw this.#problem(`the first column must be ${readingsTimeColumn} in ${readingsTimeUnit}`, 1);
    if (names.at(-1) !== readingsFaultColumn)
      throw this.#problem(`the last column must be ${readingsFaultColumn}`, 1);
    if (units.length !== names.length) throw this.#problem('there are not as many units as columns', 2);
    this.#tags = names.slice(1, -1);
    this.#units = units.slice(1, -1).map((unit) => (unit === noUnit ? '' : unit));
    if (new Set(this.#tags).size < this.#tags.length) throw this.#problem('a column stands twice', 1);
    this.#t = new Float64Array(this.#limits.rows);
    this.#values = this.#tags.map(() => new Float64Array(this.#limits.rows).fill(Number.NaN));
  }

  #cells(piece: Buffer, from: number): void {
    const faultColumn = this.#tags.length + 1;
    for (let at = from; at < piece.length; at += 1) {
      const code = piece[at] ?? 0;
      if (code === comma) this.#cell();
      else if (code === newline) this.#line();
      else if (this.#column === faultColumn) this.#word(code);
      else this.#digit(code);
    }
  }

  #digit(code: number): void {
    const digit = code - zero;
    if (digit >= 0 && digit <= 9) {
      this.#number = this.#number * 10 + digit;
      this.#digits += 1;
      if (this.#decimals >= 0) this.#decimals += 1;
      if (this.#digits > 15) throw this.#problem('a number has more than 15 digits');
    } else if (code === point && this.#decimals < 0 && this.#digits > 0) this.#decimals = 0;
    else if (code === minus && this.#digits === 0 && !this.#negative) this.#negative = true;
    else if (code !== carriage) throw this.#problem(`column ${this.#column + 1} holds no plain number`);
  }

  #word(code: number): void {
    if (code === carriage) return;
    this.#words += String.fromCodePoint(code);
    if (this.#words.length > longestHead) throw this.#problem('the last column is too long');
  }

  #cell(): void {
    if (this.#row >= this.#limits.rows)
      throw this.#problem(`more rows than the ${this.#limits.rows} announced`);
    if (this.#digits === 0 && (this.#negative || this.#decimals >= 0))
      throw this.#problem(`column ${this.#column + 1} holds no plain number`);
    if (this.#column === 0) this.#time();
    else if (this.#digits > 0) this.#value();
    this.#column += 1;
    if (this.#column > this.#tags.length + 1) throw this.#problem('there are more cells than columns');
    this.#number = 0;
    this.#digits = 0;
    this.#decimals = -1;
    this.#negative = false;
  }

  #time(): void {
    const t = this.#number;
    if (this.#digits === 0 || this.#decimals >= 0 || this.#negative)
      throw this.#problem('the time is not a whole number of ms');
    if (t < this.#limits.from || t > this.#limits.to) throw this.#problem('the time lies outside the batch');
    if (this.#row > 0 && t <= (this.#t[this.#row - 1] ?? 0)) throw this.#problem('time does not go forward');
    this.#t[this.#row] = t;
  }

  #value(): void {
    const column = this.#values[this.#column - 1];
    if (!column) throw this.#problem('there are more cells than columns');
    // Both sides of the division are exact, so this is the number the text means to the last bit.
    const size = this.#decimals > 0 ? this.#number / (powers[this.#decimals] ?? 1) : this.#number;
    column[this.#row] = this.#negative ? -size : size;
    this.#readings += 1;
  }

  #line(): void {
    if (this.#column !== this.#tags.length + 1)
      throw this.#problem(`${this.#column + 1} cells where ${this.#tags.length + 2} are expected`);
    for (const tag of this.#words === '' ? [] : this.#words.split(' ')) {
      if (!this.#tags.includes(tag)) throw this.#problem(`there is no column ${tag} that could be at fault`);
      const rows = this.#faults.get(tag) ?? new Set();
      this.#faults.set(tag, rows.add(this.#row));
    }
    this.#words = '';
    this.#column = 0;
    this.#row += 1;
  }

  #problem(words: string, line = this.#row + 3): ReadingsProblem {
    return new ReadingsProblem(line, words);
  }
}

const powers = Array.from({ length: 16 }, (_, i) => 10 ** i);
