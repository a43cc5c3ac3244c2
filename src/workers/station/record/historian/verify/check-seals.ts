import { createHash, type Hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Finding } from './finding';

interface Seal {
  readonly pass: number;
  readonly parts: number;
  readonly digest: Buffer;
}

interface Open {
  readonly hash: Hash;
  parts: number;
}

/** Compares the list of seals with the parts of the file, which come in the order of the file. */
export class SealCheck {
  readonly #found;
  readonly #seals;
  readonly #open = new Map<number, Open>();

  constructor(db: Database, found: (finding: Finding) => void) {
    this.#found = found;
    const seals = db.prepare<[], Seal>('SELECT pass, parts, digest FROM seal ORDER BY pass').all();
    this.#seals = new Map(seals.map((seal) => [seal.pass, seal]));
  }

  /** The next part, by its hash; passes later than the first look do not count. */
  add(pass: number, sha256: Uint8Array): void {
    if (!this.#seals.has(pass)) return;
    const before = this.#seals.get(pass - 1)?.digest ?? Buffer.alloc(0);
    const open = this.#open.get(pass) ?? { hash: createHash('sha256').update(before), parts: 0 };
    open.hash.update(sha256);
    open.parts += 1;
    this.#open.set(pass, open);
  }

  end(): void {
    let expected = 1;
    for (const { pass, parts, digest } of this.#seals.values()) {
      if (pass !== expected)
        this.#found({ kind: 'seal', words: `Seals ${expected} to ${pass - 1} are missing` });
      expected = pass + 1;
      const open = this.#open.get(pass);
      if (open?.parts === parts && open.hash.digest().equals(digest)) continue;
      const words = `Seal ${pass} covers ${parts} parts, ${open?.parts ?? 0} of them are there, or one was altered`;
      this.#found({ kind: 'seal', words });
    }
  }
}
