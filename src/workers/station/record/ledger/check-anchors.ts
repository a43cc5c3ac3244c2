import { verify, type KeyObject } from 'node:crypto';
import type { LedgerFinding } from '../../../../shared/contract/audit';
import type { Anchor, LedgerEntry } from '../../../../shared/model/ledger-entry';
import { anchorDigest } from './anchors';
import { finding } from './finding';

interface Held {
  readonly file: string;
  readonly anchor: Anchor;
}

/** Holds anchors against the entries of their sequence numbers. */
export class AnchorCheck {
  readonly #found;
  readonly #held;
  readonly #hashes = new Map<number, string>();
  readonly #wanted;
  #head = { seq: 0, hash: '' };
  /** Declared restores: anchors made before one, of entries from it on, were given up with it. */
  readonly #restores: { seq: number; at: number }[] = [];

  constructor(held: readonly Held[], found: (finding: LedgerFinding) => void) {
    this.#held = held;
    this.#found = found;
    this.#wanted = new Set(held.map(({ anchor }) => anchor.seq));
  }

  get count(): number {
    return this.#held.length;
  }

  entry(seq: number, hash: string, { what, at }: LedgerEntry): void {
    if (this.#wanted.has(seq)) this.#hashes.set(seq, hash);
    this.#head = { seq, hash };
    if (what === 'ledger.restore') this.#restores.push({ seq, at });
  }

  end(keys: ReadonlyMap<string, KeyObject>): void {
    const later: Held[] = [];
    for (const held of this.#held) {
      const { anchor, file } = held;
      const key = keys.get(anchor.keyId);
      const more = { seq: anchor.seq, stored: anchor.hash };
      if (!key || !verify(null, anchorDigest(anchor), key, Buffer.from(anchor.signature, 'base64')))
        this.#found(finding('anchor-broken', `An anchor of entry ${anchor.seq} in ${file} is not signed by a key of this ledger`, more)); // prettier-ignore
      else if (anchor.seq === 0 || this.#restores.some(({ seq, at }) => anchor.seq >= seq && anchor.at <= at)) continue;
      else if (anchor.seq > this.#head.seq) later.push(held);
      else if (this.#hashes.get(anchor.seq) !== anchor.hash)
        this.#found(finding('anchor-differs', `Entry ${anchor.seq} is not the one that was anchored at ${iso(anchor.at)} in ${file}`, { ...more, expected: this.#hashes.get(anchor.seq) ?? null })); // prettier-ignore
    }
    const newest = later.toSorted((a, b) => b.anchor.seq - a.anchor.seq)[0];
    if (newest)
      this.#found(finding('ledger-cut', `The ledger ended at entry ${newest.anchor.seq} and now ends at ${this.#head.seq}: so says the anchor of ${iso(newest.anchor.at)} in ${newest.file}`, { seq: newest.anchor.seq, stored: String(this.#head.seq), expected: String(newest.anchor.seq) })); // prettier-ignore
  }
}

const iso = (at: number): string => new Date(at).toISOString();
