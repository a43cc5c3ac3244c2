import type { TableMap, TableNotice, TableProblem, TableReport } from '../../../../shared/model/table-map';
import type { TableSample, TableTally } from './table-reader';

interface ChannelTally {
  samples: number;
  min: number | null;
  max: number | null;
  outOfRange: number;
  lastT: number;
}

const mostProblems = 50;

const noticeWords: Readonly<Record<TableNotice['kind'], string>> = {
  blank: 'cells are blank: no sample there',
  nan: 'cells say that there is no number (NaN and the like): no sample there',
  duplicate: 'values have the time of the one before of their channel: the first is kept',
  'out-of-order': 'values are older than the one before of their channel: they are put in their place',
  'other-rows': 'rows are of other vessels: left out',
  unmapped: 'rows are of channels that are not mapped: left out',
};

/** Counts what a file holds while it is read. */
export class TableCount implements TableTally {
  readonly #map;
  readonly #rangeOf;
  readonly #notices = new Map<TableNotice['kind'], { count: number; firstLine: number }>();
  readonly #channels = new Map<string, ChannelTally>();
  readonly #problems: TableProblem[] = [];
  #problemCount = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  rows = 0;
  usedRows = 0;
  badRows = 0;
  samples = 0;
  complete = true;

  constructor(map: TableMap, rangeOf: (tag: string) => { low: number; high: number }) {
    this.#map = map;
    this.#rangeOf = rangeOf;
    for (const { tag } of map.values)
      this.#channels.set(tag, {
        samples: 0,
        min: null,
        max: null,
        outOfRange: 0,
        lastT: Number.NEGATIVE_INFINITY,
      });
  }

  noticed(kind: TableNotice['kind'], line: number): void {
    const known = this.#notices.get(kind);
    if (known) known.count += 1;
    else this.#notices.set(kind, { count: 1, firstLine: line });
  }

  problem(problem: TableProblem): void {
    this.#problemCount += 1;
    if (this.#problems.length < mostProblems) this.#problems.push(problem);
  }

  get problems(): number {
    return this.#problemCount;
  }

  get firstProblem(): TableProblem | undefined {
    return this.#problems[0];
  }

  /** Counts a sample; false where it stands for one that is there already. */
  take({ tag, t, value, line }: TableSample): boolean {
    const channel = this.#channels.get(tag);
    if (!channel) return false;
    if (t === channel.lastT) {
      this.noticed('duplicate', line);
      return false;
    }
    if (t < channel.lastT) this.noticed('out-of-order', line);
    channel.lastT = t;
    channel.samples += 1;
    this.samples += 1;
    this.#from = Math.min(this.#from, t);
    this.#to = Math.max(this.#to, t);
    if (value === null) return true;
    channel.min = channel.min === null ? value : Math.min(channel.min, value);
    channel.max = channel.max === null ? value : Math.max(channel.max, value);
    const { low, high } = this.#rangeOf(tag);
    if (value < low || value > high) channel.outOfRange += 1;
    return true;
  }

  report(sha256: string, bytes: number): TableReport {
    return {
      sha256,
      bytes,
      rows: this.rows,
      usedRows: this.usedRows,
      samples: this.samples,
      from: this.samples > 0 ? this.#from : null,
      to: this.samples > 0 ? this.#to : null,
      channels: this.#map.values.map(({ tag, onChange }) => {
        const { samples = 0, min = null, max = null, outOfRange = 0 } = this.#channels.get(tag) ?? {};
        return { tag, samples, min, max, outOfRange, onChange };
      }),
      notices: [...this.#notices].map(([kind, { count, firstLine }]) => ({
        kind,
        count,
        firstLine,
        words: noticeWords[kind],
      })),
      problems: this.#problemCount,
      badRows: this.badRows,
      firstProblems: this.#problems,
      complete: this.complete,
    };
  }
}
