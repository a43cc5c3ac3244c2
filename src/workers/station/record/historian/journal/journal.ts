import type { Database } from 'better-sqlite3';
import type { GroupedSamples } from './grouped-samples';
import { decodeJournal, encodeJournal, JournalDamaged } from './journal-body';
import type { OpenWindows } from './open-windows';

/** What the start found in the journal. */
export interface Replayed {
  readonly rows: number;
  readonly samples: number;
  /** Rows that cannot be read; they stay where they are. */
  readonly damaged: readonly number[];
}

/** A commit that is written and not yet known to be on disk. */
export interface JournalRow {
  readonly seq: number;
  readonly samples: GroupedSamples;
  readonly bytes: number;
  readonly recordedTo: number;
}

interface TailRow {
  readonly last_seq: number;
  readonly recorded_to: number;
}

/** The journal: every commit is one row with all its samples, until these are sealed. */
export class Journal {
  readonly #insert;
  readonly #delete;
  readonly #state;
  readonly #rows;
  #seq = 0;
  #recordedTo = 0;

  constructor(db: Database) {
    this.#insert = db.prepare<[number, Uint8Array]>('INSERT INTO journal (seq, body) VALUES (?, ?)');
    this.#delete = db.prepare<[number]>('DELETE FROM journal WHERE seq = ?');
    this.#state = db.prepare<[number, number]>(
      'UPDATE tail SET generation = generation + 1, last_seq = ?, recorded_to = ?',
    );
    this.#rows = db.prepare<[], [number, Buffer]>('SELECT seq, body FROM journal ORDER BY seq').raw();
    const tail = db.prepare<[], TailRow>('SELECT last_seq, recorded_to FROM tail').get();
    this.#seq = tail?.last_seq ?? 0;
    this.#recordedTo = tail?.recorded_to ?? 0;
  }

  /** Newest time of arrival on disk, epoch ms; 0 before the first sample. */
  get recordedTo(): number {
    return this.#recordedTo;
  }

  /** Brings what is not sealed back to memory, after a start. */
  replay(open: OpenWindows, now: number): Replayed {
    let rows = 0;
    let samples = 0;
    const damaged: number[] = [];
    for (const [seq, body] of this.#rows.iterate()) {
      this.#seq = Math.max(this.#seq, seq);
      try {
        const found = decodeJournal(body);
        open.add(seq, found, now);
        this.#recordedTo = newestSeen(found, this.#recordedTo);
        rows += 1;
        samples += found.columns.t.length;
      } catch (error) {
        if (!(error instanceof JournalDamaged)) throw error;
        damaged.push(seq);
      }
    }
    return { rows, samples, damaged };
  }

  /** Writes samples as one row; inside a transaction. Tell {@link committed} once it is on disk. */
  write(samples: GroupedSamples): JournalRow {
    const body = encodeJournal(samples);
    const seq = this.#seq + 1;
    this.#insert.run(seq, body);
    return { seq, samples, bytes: body.length, recordedTo: newestSeen(samples, this.#recordedTo) };
  }

  committed({ seq, recordedTo }: JournalRow): void {
    this.#seq = seq;
    this.#recordedTo = recordedTo;
  }

  /** Removes rows whose samples are all sealed; inside the transaction that seals the last of them. */
  free(seqs: readonly number[]): void {
    for (const seq of seqs) this.#delete.run(seq);
    this.touch();
  }

  /** Writes the state of the journal: a trifle that shows whether the disk takes data. */
  touch(): void {
    this.#state.run(this.#seq, this.#recordedTo);
  }
}

function newestSeen({ columns }: GroupedSamples, atLeast: number): number {
  let newest = atLeast;
  for (const seen of columns.seen) if (seen > newest) newest = seen;
  return newest;
}
