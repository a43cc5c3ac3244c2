import type { Actor } from '../../../../shared/model/actor';
import type {
  Anchor,
  Json,
  LedgerRow,
  LedgerSubject,
  SealedEntry,
} from '../../../../shared/model/ledger-entry';

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

/** Why changes of covered rows are refused, until a person settles it. */
export interface LedgerTrouble {
  readonly kind: 'key-missing' | 'key-closed' | 'older-file' | 'rewritten';
  readonly words: string;
  /** What a person can do. */
  readonly advice: string;
  /** The anchor that the file does not agree with. */
  readonly anchor?: Anchor;
}

/** The ledger as the station itself holds it: what only opening, closing and the audit room may do. */
export interface StationLedger extends Ledger {
  readonly stationId: string;
  readonly boot: string;
  trouble(): LedgerTrouble | null;
  clockTrusted(): boolean;
  /** Looks at the clocks; a step becomes an entry. Call it every second. */
  tick(): void;
  /** A person says that the clock is right. */
  confirmClock(reason: string): void;
  /** A new key, introduced by an entry that the old one signs. */
  changeKey(reason: string): void;
  /** A new key where the old one is lost: nothing introduces it, and every verification says so. */
  replaceLostKey(reason: string): void;
  /** Settles an older file that was put back: says which entries are lost and goes on from here. */
  declareRestore(reason: string, facts?: Readonly<Record<string, Json>>): void;
  setTrouble(trouble: LedgerTrouble): void;
  /** Where anchors go, and when each place was last reached. */
  anchorPlaces(): readonly AnchorPlace[];
  setAnchorPlaces(folders: readonly string[]): void;
  /** Resolves once the places outside were reached or not. */
  anchorsWritten(): Promise<void>;
  /** Newest anchor of this start. */
  newestAnchor(): Anchor | null;
  /** Adds rows that changed without an entry, with a note: only for the baseline and a new layout. */
  adopt(note: LedgerNote, rows: readonly LedgerRow[]): void;
  /** Entries in order, from a sequence number on. */
  from(seq: number, limit: number): SealedEntry[];
  newestOf(what: string): SealedEntry | undefined;
}

export interface AnchorPlace {
  readonly folder: string;
  /** In the data folder: whoever can alter the database can alter it too. */
  readonly inside: boolean;
  /** Epoch ms; null where it was not reached since the start. */
  readonly reachedAt: number | null;
  /** Sequence number of the newest anchor written there. */
  readonly seq: number | null;
  /** Why it was not reached the last time; null where it was. */
  readonly fault: string | null;
}
