import type { Actor } from '../../../../shared/model/actor';
import type { Anchor, Json, LedgerSubject, SealedEntry } from '../../../../shared/model/ledger-entry';

/** What the caller says of an entry; everything else (sequence, times, station, rows) comes from the ledger itself. */
export interface LedgerNote {
  /** `noun.verb`; must stand in the vocabulary. */
  readonly what: string;
  readonly subject: LedgerSubject;
  readonly reason?: string;
  readonly facts?: Readonly<Record<string, Json>>;
  /** Left out, it is whoever is acting in this call (see `acting.ts`), else the station itself. */
  readonly actor?: Actor;
}

export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

export interface LedgerFilter {
  readonly from?: number;
  readonly to?: number;
  readonly actor?: string;
  readonly what?: string;
  readonly subjectType?: string;
  readonly subjectId?: string;
  /** A column name that changed. */
  readonly field?: string;
  /** Entries before this sequence number, newest first. */
  readonly before?: number;
  readonly limit: number;
}

/**
 * The audit ledger of records.db. Every change of a covered table made through it, or through a store that it wraps,
 * has its entry in the same transaction; with no entry there is no change.
 */
export interface Ledger {
  /** Runs the change and appends its entry, both or none. Rows that changed are found by the ledger itself. */
  write<T>(note: LedgerNote, change: () => T): T;
  /** An entry without a row: a refusal, a sign-in, an export, a print, a clock step. */
  note(note: LedgerNote): SealedEntry;
  /** Wraps a store of records.db so that each of its calls that changes a covered row has an entry called `noun.method`. */
  covering<T extends object>(noun: string, store: T): T;
  head(): LedgerHead;
  list(filter: LedgerFilter): SealedEntry[];
  /** Newest entry of every version of a subject, oldest first. */
  of(subject: Omit<LedgerSubject, 'version'>): SealedEntry[];
  /** Signs the head and writes it to every place outside the database. */
  anchor(cause: Anchor['cause']): Anchor;
  /** Public keys, newest last, as SPKI PEM. */
  keys(): readonly { readonly keyId: string; readonly publicPem: string; readonly since: number }[];
  /** Ed25519 over bytes by the station's key: record signatures use it too. Base64. */
  sign(bytes: Uint8Array): { readonly keyId: string; readonly value: string };
}
