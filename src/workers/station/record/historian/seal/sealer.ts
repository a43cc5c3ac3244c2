import type { Database } from 'better-sqlite3';
import type { Journal } from '../journal/journal';
import type { DueWindows, OpenWindows } from '../journal/open-windows';
import { RawParts, type NewPart } from './raw-parts';
import { RollupChunks } from './rollup-chunks';
import { SealList, type SealedPass } from './seal-list';

/** Turns windows that are complete into chunks, and frees the rows of the journal that held them. */
export class Sealer {
  readonly #open;
  readonly #journal;
  readonly #raw;
  readonly #rollups;
  readonly #list;
  #pass: SealedPass | undefined;

  constructor(db: Database, open: OpenWindows, journal: Journal) {
    this.#open = open;
    this.#journal = journal;
    this.#raw = new RawParts(db);
    this.#rollups = new RollupChunks(db, this.#raw);
    this.#list = new SealList(db);
  }

  /**
   * Seals windows for about `budgetMs`; inside a transaction.
   * @param next the windows of one series, of none of those given
   * @returns what was sealed; tell {@link sealed} once it is on disk
   */
  slice(
    now: number,
    budgetMs: number,
    next: (taken: ReadonlySet<number>) => DueWindows | undefined,
  ): DueWindows[] {
    const end = performance.now() + budgetMs;
    const pass = this.#list.next;
    const taken = new Set<number>();
    const sealed: DueWindows[] = [];
    const parts: NewPart[] = [];
    this.#rollups.forget();
    for (let due = next(taken); due; due = next(taken)) {
      for (const { start, run } of due.windows) {
        const { added, all } = this.#raw.add(due.series, start, run.merged(), pass);
        if (!added) continue;
        parts.push(added);
        this.#rollups.change(due.series, start, all);
      }
      taken.add(due.series);
      sealed.push(due);
      if (performance.now() > end) break;
    }
    this.#rollups.write(pass);
    this.#pass = parts.length > 0 ? this.#list.add(parts, now) : undefined;
    this.#journal.free(this.#open.freedBy(sealed));
    return sealed;
  }

  /** The transaction is on disk. Returns the pass that it was; undefined where it added nothing. */
  sealed(sealed: readonly DueWindows[]): SealedPass | undefined {
    this.#open.sealed(sealed);
    return this.#pass;
  }
}
