import type { ColumnSum, ExportColumn } from '../../../shared/model/export-manifest';
import type { ExportPlan } from '../../../shared/model/export-plan';
import { createCsvTable } from './csv-table';
import { createParquetTable } from './parquet-table';
import { PartFile, type FileFacts } from './part-file';
import { RowGroup, type RowBlock } from './row-block';

/** Puts rows into a file of one format. */
export interface TableFormat {
  write(block: RowBlock): Promise<void>;
  finish(): Promise<void>;
}

export interface TableFacts extends FileFacts {
  readonly rows: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly sums: Record<string, ColumnSum>;
}

/** Rows of a row group: what readers of Parquet work on at a time, and what is held in memory. */
const groupRows = 100_000;

/** One file of an export, counted and summed as it is written. */
export class TableFile {
  readonly #file;
  readonly #format;
  readonly #columns;
  readonly #group;
  readonly #sums: { count: number; sum: number; lost: number }[];
  #rows = 0;
  #from: number | null = null;
  #to: number | null = null;

  private constructor(file: PartFile, format: TableFormat, columns: readonly ExportColumn[]) {
    this.#file = file;
    this.#format = format;
    this.#columns = columns;
    this.#group = new RowGroup(
      groupRows,
      columns.map((column) => column.type === 'text'),
    );
    this.#sums = columns.map(() => ({ count: 0, sum: 0, lost: 0 }));
  }

  static async create(
    path: string,
    plan: ExportPlan,
    columns: readonly ExportColumn[],
    facts: Readonly<Record<string, string>>,
  ): Promise<TableFile> {
    const file = await PartFile.create(path);
    const format =
      plan.format === 'parquet'
        ? createParquetTable(file, columns, facts)
        : createCsvTable(file, columns, plan.csv);
    return new TableFile(file, format, columns);
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#file.bytes;
  }

  async write(block: RowBlock): Promise<void> {
    this.#count(block);
    for (let from = 0; from < block.rows;) {
      from += this.#group.take(block, from);
      if (this.#group.isFull) await this.#format.write(this.#group.empty());
    }
  }

  async finish(): Promise<TableFacts> {
    await this.#format.write(this.#group.empty());
    await this.#format.finish();
    const facts = await this.#file.finish();
    return { ...facts, rows: this.#rows, from: this.#from, to: this.#to, sums: this.#sumsByName() };
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }

  #count(block: RowBlock): void {
    this.#rows += block.rows;
    const [times] = block.columns;
    if (times instanceof Float64Array && block.rows > 0) {
      for (const t of times) {
        if (this.#from === null || t < this.#from) this.#from = t;
        if (this.#to === null || t > this.#to) this.#to = t;
      }
    }
    block.columns.forEach((column, index) => {
      const total = this.#sums[index];
      if (!total || this.#columns[index]?.type === 'time') return;
      if (!(column instanceof Float64Array)) total.count += column.filter((text) => text !== null).length;
      else for (const value of column) addTo(total, value);
    });
  }

  #sumsByName(): Record<string, ColumnSum> {
    return Object.fromEntries(
      this.#columns.flatMap(({ name, type }, index) => {
        const { count = 0, sum = 0, lost = 0 } = this.#sums[index] ?? {};
        return type === 'number' || type === 'code' ? [[name, { count, sum: sum + lost }]] : [];
      }),
    );
  }
}

/** Adds with what rounding lost kept aside (Neumaier), so that the order of rows does not matter. */
function addTo(total: { count: number; sum: number; lost: number }, value: number): void {
  if (Number.isNaN(value)) return;
  total.count += 1;
  const next = total.sum + value;
  total.lost += Math.abs(total.sum) >= Math.abs(value) ? total.sum - next + value : value - next + total.sum;
  total.sum = next;
}
