import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { NewPart } from './raw-parts';

/** A pass of sealing: its digest holds it and all before. */
export interface SealedPass {
  readonly pass: number;
  /** Hex. */
  readonly digest: string;
  /** In the order of the file. */
  readonly parts: readonly NewPart[];
}

/** The digest of a pass: over the digest before it and the hashes of its parts in the order of the file. */
export function passDigest(before: Uint8Array, hashes: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(before);
  for (const sha256 of hashes) hash.update(sha256);
  return hash.digest();
}

/** The list of what was sealed when: one row a pass, each holding on to the one before. */
export class SealList {
  readonly #insert;
  readonly #last;

  constructor(db: Database) {
    this.#insert = db.prepare<[number, number, number, Buffer]>(
      'INSERT INTO seal (pass, at, parts, digest) VALUES (?, ?, ?, ?)',
    );
    this.#last = db
      .prepare<[], [number, Buffer]>('SELECT pass, digest FROM seal ORDER BY pass DESC LIMIT 1')
      .raw();
  }

  /** Number of the next pass. */
  get next(): number {
    return (this.#last.get()?.[0] ?? 0) + 1;
  }

  /**
   * Notes the parts of the next pass; inside the transaction that adds them.
   * @returns what the ledger is told of it
   */
  add(parts: readonly NewPart[], now: number): SealedPass {
    const [pass, digest] = this.#last.get() ?? [0, Buffer.alloc(0)];
    const inOrder = parts.toSorted((a, b) => a.series - b.series || a.start - b.start || a.part - b.part);
    const hashes = inOrder.map(({ sha256 }) => sha256);
    const next = passDigest(digest, hashes);
    this.#insert.run(pass + 1, now, parts.length, next);
    return { pass: pass + 1, digest: next.toString('hex'), parts: inOrder };
  }
}
