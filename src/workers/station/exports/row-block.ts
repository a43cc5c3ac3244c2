/** A column of rows. In numbers NaN stands for null. */
export type ColumnData = Float64Array | (string | null)[];

/** Rows of a table as columns of one length. */
export interface RowBlock {
  readonly rows: number;
  readonly columns: readonly ColumnData[];
}

/** Collects rows until there are enough for a row group, whatever the sizes they come in. */
export class RowGroup {
  readonly #capacity;
  readonly #columns: ColumnData[];
  #rows = 0;

  constructor(capacity: number, isText: readonly boolean[]) {
    this.#capacity = capacity;
    this.#columns = isText.map((text) => (text ? [] : new Float64Array(capacity)));
  }

  /** Takes what there is room for; answers how many rows that were. */
  take(block: RowBlock, from: number): number {
    const count = Math.min(block.rows - from, this.#capacity - this.#rows);
    this.#columns.forEach((column, index) => {
      const given = block.columns[index];
      if (column instanceof Float64Array) {
        if (given instanceof Float64Array) column.set(given.subarray(from, from + count), this.#rows);
      } else if (Array.isArray(given))
        for (let i = 0; i < count; i += 1) column.push(given[from + i] ?? null);
    });
    this.#rows += count;
    return count;
  }

  get isFull(): boolean {
    return this.#rows === this.#capacity;
  }

  /** The rows so far; they are gone from here when the next are taken. */
  empty(): RowBlock {
    const rows = this.#rows;
    const columns = this.#columns.map((column) =>
      column instanceof Float64Array ? column.subarray(0, rows) : column.splice(0),
    );
    this.#rows = 0;
    return { rows, columns };
  }
}
