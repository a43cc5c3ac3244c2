import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { LedgerFinding } from '../../../../shared/contract/audit';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import { ledgerEntrySchema, type Json, type LedgerEntry } from '../../../../shared/model/ledger-entry';
import { finding } from './finding';
import { noHash } from './ledger-rows';
import type { RowImage } from './row-image';
import { keyIdOf } from './station-key';

/** A row of the ledger as it lies in the file. */
export interface StoredEntry {
  readonly seq: number;
  readonly body: string;
  readonly hash: string;
  readonly signature: string;
  readonly keyId: string;
}

/** What the ledger says of the chunks of history up to a pass of sealing. */
export interface SealedTo {
  readonly seq: number;
  readonly toPass: number;
  readonly digest: string;
}

/** Looks at entries in order: gap, text, hash, link, signature; and replays the rows they tell of. */
export class ChainCheck {
  readonly #stationId;
  readonly #found;
  readonly #each;
  readonly #keys = new Map<string, KeyObject>();
  readonly #images = new Map<string, Map<string, RowImage>>();
  readonly sealed: SealedTo[] = [];
  entries = 0;
  #seq = 0;
  #hash = noHash;

  constructor(
    stationId: string,
    found: (finding: LedgerFinding) => void,
    each: (seq: number, hash: string, entry: LedgerEntry) => void,
  ) {
    this.#stationId = stationId;
    this.#found = found;
    this.#each = each;
  }

  /** Keys that the entries introduced. */
  get keys(): ReadonlyMap<string, KeyObject> {
    return this.#keys;
  }

  /** What every row should be, by table and key. */
  get images(): ReadonlyMap<string, ReadonlyMap<string, RowImage>> {
    return this.#images;
  }

  add(stored: StoredEntry): void {
    const { seq, body, hash } = stored;
    this.entries += 1;
    const tell = (kind: string, words: string, more: Partial<LedgerFinding> = {}): void => this.#found(finding(kind, words, { seq, ...more })); // prettier-ignore
    if (seq !== this.#seq + 1)
      tell('entry-missing', `Entries ${this.#seq + 1} to ${seq - 1} are missing from the ledger`);
    const computed = createHash('sha256').update(body).digest('hex');
    if (computed !== hash)
      tell('entry-altered', `Entry ${seq} was altered: its text does not have its hash`, { field: 'body', stored: hash, expected: computed }); // prettier-ignore
    const entry = read(body);
    this.#seq = seq;
    const before = this.#hash;
    this.#hash = hash;
    if (!entry) return tell('entry-unreadable', `Entry ${seq} is no entry of a ledger`);
    if (entry.previous !== before && seq !== 1)
      tell('chain-broken', `Entry ${seq} does not follow the entry before it`, { field: 'previous', stored: entry.previous, expected: before }); // prettier-ignore
    if (entry.seq !== seq)
      tell('entry-altered', `Entry ${seq} says that it is entry ${entry.seq}`, { field: 'seq' });
    if (entry.stationId !== this.#stationId)
      tell('entry-foreign', `Entry ${seq} belongs to another station`, { stored: entry.stationId, expected: this.#stationId }); // prettier-ignore
    // Only the first key, and one that is declared in the place of a lost one, sign their own entry.
    if (entry.what === 'ledger.begin' || entry.what === 'key.replaced') this.#introduce(entry, tell);
    if (this.#isSigned(stored, tell) && entry.what === 'key.changed') this.#introduce(entry, tell);
    this.#each(seq, hash, entry);
    this.#replay(entry);
    if (entry.what === 'history.sealed') this.sealed.push({ seq, toPass: Number(entry.facts['toPass']), digest: textOf(entry.facts['digest']) }); // prettier-ignore
  }

  end(kept: readonly { readonly keyId: string; readonly publicPem: string }[]): void {
    if (this.entries === 0) this.#found(finding('ledger-empty', 'The ledger has no entry'));
    for (const { keyId, publicPem } of kept)
      if (!this.#keys.has(keyId) || keyIdOf(publicPem) !== keyId)
        this.#found(finding('key-unknown', `Key ${keyId} was not introduced by any entry`, { table: 'ledger_key', key: keyId })); // prettier-ignore
  }

  #introduce(entry: LedgerEntry, tell: (kind: string, words: string) => void): void {
    if (entry.what === 'ledger.begin' && entry.seq !== 1)
      return tell('key-unknown', `Entry ${entry.seq} begins a ledger in the middle of this one`);
    if (entry.what === 'key.replaced')
      tell('key-replaced', `From entry ${entry.seq} on a key signs that the one before did not introduce: "${entry.reason ?? ''}"`); // prettier-ignore
    try {
      const pem = textOf(entry.facts['publicPem']);
      this.#keys.set(keyIdOf(pem), createPublicKey(pem));
    } catch {
      tell('key-unknown', `Entry ${entry.seq} introduces a key that cannot be read`);
    }
  }

  #isSigned(
    { seq, hash, signature, keyId }: StoredEntry,
    tell: (kind: string, words: string, more: Partial<LedgerFinding>) => void,
  ): boolean {
    const key = this.#keys.get(keyId);
    const more = { field: 'signature', stored: keyId };
    if (!key) tell('key-unknown', `Entry ${seq} is unsigned, or signed by an unknown key`, more);
    else if (verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))) return true;
    else tell('signature-broken', `Entry ${seq} is not signed by the station: its signature does not fit its hash`, more); // prettier-ignore
    return false;
  }

  #replay(entry: LedgerEntry): void {
    for (const { table, key, before, after } of entry.rows) {
      const known = this.#images.get(table) ?? new Map<string, RowImage>();
      this.#images.set(table, known);
      const was = known.get(key) ?? null;
      if (canonicalJson(was) !== canonicalJson(before))
        this.#found(finding('row-altered-between', `Entry ${entry.seq} found ${table} ${key} other than the entries before it left it`, { seq: entry.seq, table, key, ...firstDifference(before, was) })); // prettier-ignore
      if (after) known.set(key, after);
      else known.delete(key);
    }
  }
}

/** The first column in which a row as it is differs from what the ledger says. */
export function firstDifference(
  stored: RowImage | null,
  expected: RowImage | null,
): Pick<LedgerFinding, 'field' | 'stored' | 'expected'> {
  const columns = Object.keys({ ...expected, ...stored });
  const text = (row: RowImage | null, column: string): string | null => {
    const value = row?.[column];
    return value === undefined ? null : canonicalJson(value);
  };
  const field = columns.find((column) => text(stored, column) !== text(expected, column)) ?? null;
  return field === null ? { field, stored: null, expected: null } : { field, stored: text(stored, field), expected: text(expected, field) }; // prettier-ignore
}

const textOf = (fact: Json | undefined): string => (typeof fact === 'string' ? fact : '');

function read(body: string): LedgerEntry | undefined {
  try {
    return ledgerEntrySchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
