import type { CellColumns } from './chunk/cell-columns';

/** The cells of a chunk as it was when a pass of sealing wrote it. */
interface Entry {
  readonly pass: number;
  readonly cells: CellColumns;
}

/** Decoded chunks of cells, the least recently used forgotten first; a chunk that was written anew counts as unknown. */
export class CellCache {
  readonly #entries = new Map<string, Entry>();
  readonly #most;
  #cells = 0;

  /** @param most cells kept: 64 bytes each */
  constructor(most = 1_500_000) {
    this.#most = most;
  }

  get(series: number, level: number, start: number, pass: number): CellColumns | undefined {
    const key = `${series} ${level} ${start}`;
    const entry = this.#entries.get(key);
    if (entry?.pass !== pass) return undefined;
    // The last of a map is the newest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.cells;
  }

  put(series: number, level: number, start: number, pass: number, cells: CellColumns): void {
    const key = `${series} ${level} ${start}`;
    this.#drop(key);
    this.#entries.set(key, { pass, cells });
    this.#cells += cells.t.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#cells <= this.#most) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#cells -= entry.cells.t.length;
  }
}
