import { createHash, randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../../../shared/model/actor';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import type { Anchor, LedgerEntry, LedgerRow, SealedEntry } from '../../../../shared/model/ledger-entry';
import { Refusal } from '../../../../shared/model/refusal';
import { createAnchors } from './anchors';
import { coveringWith } from './covering';
import { coveredTables } from './covered-tables';
import type { LedgerNote, LedgerTrouble, StationLedger } from './ledger';
import { LedgerClock, type LedgerClocks } from './ledger-clock';
import { ledgerFault } from './ledger-fault';
import { ledgerRowsIn } from './ledger-rows';
import { mayWhileTroubled } from './may-while-troubled';
import { RowWatch } from './row-watch';
import { keepStationKey, newStationKey, type FoundKey, type StationKey } from './station-key';

export interface LedgerOptions {
  readonly db: Database;
  /** Data folder. */
  readonly dir: string;
  readonly stationId: string;
  readonly masterKey: Buffer;
  readonly found: FoundKey;
  readonly clocks: LedgerClocks;
  /** Who acts in this call. */
  readonly actor: () => Actor;
  /** Folders outside the data folder that anchors are written to. */
  readonly anchorFolders: readonly string[];
  /** Begins a ledger that is empty, and takes over what a layout changed. */
  readonly begin: () => void;
}

/** The audit ledger over an open, migrated records.db. Makes no entry by itself. */
export function createLedger(options: LedgerOptions): StationLedger {
  return new SqliteLedger(options).asLedger();
}

class SqliteLedger {
  readonly #options;
  readonly #rows;
  readonly #watch;
  readonly #clock;
  readonly #anchors;
  readonly #boot = randomUUID();
  #key: StationKey | undefined;
  #trouble: LedgerTrouble | null = null;
  #clockTrusted = true;
  #looking = false;

  constructor(options: LedgerOptions) {
    const { db, dir, stationId, found, anchorFolders, clocks } = options;
    this.#options = options;
    this.#rows = ledgerRowsIn(db);
    this.#watch = new RowWatch(db, coveredTables(db));
    this.#clock = new LedgerClock(clocks, this.#rows.lastAt());
    this.#key = found.kind === 'there' ? found.key : undefined;
    this.#anchors = createAnchors({
      dir,
      stationId,
      folders: anchorFolders,
      clock: clocks.wall,
      head: () => this.#rows.head(),
      key: () => this.#key,
    });
  }

  asLedger(): StationLedger {
    const rows = this.#rows;
    const anchors = this.#anchors;
    return {
      stationId: this.#options.stationId,
      boot: this.#boot,
      write: (note, change) => this.#write(note, change),
      note: (note) => this.#write(note, () => undefined, 'sealed'),
      covering: (noun, store) => coveringWith(noun, store, (what, change) => this.#cover(what, change)),
      head: () => rows.head(),
      list: (filter) => rows.list(filter),
      of: (subject) => rows.of(subject),
      from: (seq, limit) => rows.from(seq, limit),
      newestOf: (what) => rows.newestOf(what),
      keys: () => rows.keys(),
      sign: (bytes) => this.#sign(bytes),
      anchor: (cause) => this.#anchor(cause),
      anchorPlaces: () => anchors.places(),
      setAnchorPlaces: (folders) => anchors.setFolders(folders),
      newestAnchor: () => anchors.newest(),
      anchorsWritten: () => anchors.written(),
      trouble: () => this.#trouble,
      setTrouble: (trouble) => (this.#trouble = trouble),
      clockTrusted: () => this.#clockTrusted,
      tick: () => this.#tick(),
      confirmClock: (reason) => this.#confirmClock(reason),
      changeKey: (reason) => this.#changeKey(reason),
      replaceLostKey: (reason) => this.#replaceLostKey(reason),
      declareRestore: (reason, facts) => this.#declareRestore(reason, facts),
      adopt: (note, told) => void this.#inTransaction(() => this.#append(note, told)),
    };
  }

  #write<T>(note: LedgerNote, change: () => T): T;
  #write(note: LedgerNote, change: () => undefined, answer: 'sealed'): SealedEntry;
  #write<T>(note: LedgerNote, change: () => T, answer?: 'sealed'): T | SealedEntry {
    return this.#inTransaction(() => {
      const { result, rows } = this.#watch.during(change, this.#refusing(note.what));
      refusePromise(result, note.what);
      const sealed = this.#append(note, rows);
      return answer ? sealed : result;
    });
  }

  /** One call of a store that is wrapped: an entry where it changed covered rows, none where it did not. */
  #cover<T>(what: string, change: () => T): T {
    return this.#inTransaction(() => {
      // Within a change that has a note of its own, its rows are told there.
      if (this.#watch.open) return change();
      const { result, rows } = this.#watch.during(change, this.#refusing(what));
      refusePromise(result, what);
      const [first] = rows;
      if (first) this.#append({ what, subject: { type: first.table, id: idIn(first.key) } }, rows);
      return result;
    });
  }

  #refusing(what: string): (() => void) | undefined {
    const trouble = this.#trouble;
    if (!trouble || mayWhileTroubled(trouble.kind, what)) return undefined;
    return () => {
      throw new Refusal('UNAVAILABLE', `Not saved: ${trouble.words} ${trouble.advice}`);
    };
  }

  #inTransaction<T>(run: () => T): T {
    try {
      return this.#options.db.transaction(run).immediate();
    } catch (error) {
      throw ledgerFault(error, this.#options.dir);
    }
  }

  #append(note: LedgerNote, rows: readonly LedgerRow[]): SealedEntry {
    this.#look();
    const key = this.#key;
    if (!key) throw new Refusal('UNAVAILABLE', `Not saved: ${this.#trouble?.words ?? 'The station has no signing key.'}`); // prettier-ignore
    const head = this.#rows.head();
    const entry: LedgerEntry = {
      v: 1,
      seq: head.seq + 1,
      ...this.#clock.read(),
      boot: this.#boot,
      clockTrusted: this.#clockTrusted,
      stationId: this.#options.stationId,
      actor: note.actor ?? this.#options.actor(),
      what: note.what,
      subject: note.subject,
      reason: note.reason ?? null,
      facts: note.facts ?? {},
      rows: [...rows],
      previous: head.hash,
    };
    const body = canonicalJson(entry);
    const digest = createHash('sha256').update(body).digest();
    const hash = digest.toString('hex');
    const signature = key.sign(digest);
    this.#rows.insert(entry.seq, body, hash, signature, key.keyId);
    this.#watch.said(entry.seq, hash, rows);
    return { entry, hash, signature, keyId: key.keyId };
  }

  #sign(bytes: Uint8Array): { keyId: string; value: string } {
    if (!this.#key)
      throw new Refusal('UNAVAILABLE', this.#trouble?.words ?? 'The station has no signing key.');
    return { keyId: this.#key.keyId, value: this.#key.sign(bytes) };
  }

  #tick(): void {
    if (this.#key && !this.#watch.open) this.#inTransaction(() => this.#look());
  }

  /** A step of the clock is told before anything else gets a time from it. */
  #look(): void {
    if (this.#looking) return;
    const step = this.#clock.look();
    if (!step) return;
    this.#looking = true;
    this.#clockTrusted = false;
    try {
      const facts = { expected: step.expected, shown: step.shown, stepMs: step.stepMs };
      this.#append(
        { what: 'clock.step', subject: { type: 'clock', id: 'station' }, actor: { kind: 'system', name: 'station' }, facts }, // prettier-ignore
        [],
      );
    } finally {
      this.#looking = false;
    }
  }

  #confirmClock(reason: string): void {
    if (this.#clockTrusted) throw new Refusal('CONFLICT', 'The clock is trusted: nothing is to be confirmed');
    this.#inTransaction(() => {
      this.#clockTrusted = true;
      try {
        this.#append({ what: 'clock.confirmed', subject: { type: 'clock', id: 'station' }, reason }, []);
      } catch (error) {
        this.#clockTrusted = false;
        throw error;
      }
    });
  }

  #changeKey(reason: string): void {
    const old = this.#key;
    if (!old) throw new Refusal('UNAVAILABLE', 'The old key is not there: it cannot introduce a new one');
    this.#introduce(
      newStationKey(),
      { what: 'key.changed', subject: { type: 'key', id: old.keyId }, reason },
      old,
    );
  }

  #replaceLostKey(reason: string): void {
    if (this.#key) throw new Refusal('CONFLICT', 'The station has its key: change it instead');
    const made = newStationKey();
    const lost = this.#rows.keys().at(-1)?.keyId ?? 'none';
    this.#introduce(made, { what: 'key.replaced', subject: { type: 'key', id: lost }, reason }, made.key);
    this.#trouble = null;
  }

  /** The file is in its place before the entry counts: with an entry and no key nothing could be signed any more. */
  #introduce(made: ReturnType<typeof newStationKey>, note: LedgerNote, signer: StationKey): void {
    const { key, secretPem } = made;
    const before = this.#key;
    try {
      this.#inTransaction(() => {
        this.#rows.addKey({ keyId: key.keyId, publicPem: key.publicPem, since: this.#clock.read().at });
        this.#key = signer;
        this.#append({ ...note, facts: { keyId: key.keyId, publicPem: key.publicPem } }, []);
        keepStationKey(this.#options.dir, this.#options.masterKey, key, secretPem);
      });
    } catch (error) {
      this.#key = before;
      throw error;
    }
    this.#key = key;
    if (!this.#options.db.inTransaction) this.#anchor('asked');
  }

  /** A head that is not on disk yet may be taken back: its anchor would speak of an entry that never was. */
  #anchor(cause: Anchor['cause']): Anchor {
    if (this.#options.db.inTransaction) throw new Error('An anchor is written after its transaction');
    return this.#anchors.anchor(cause);
  }

  #declareRestore(reason: string, facts: LedgerNote['facts'] = {}): void {
    const trouble = this.#trouble;
    if (trouble?.kind !== 'older-file' && trouble?.kind !== 'rewritten')
      throw new Refusal('CONFLICT', 'The records agree with their anchors: there is no restore to declare');
    const { anchor } = trouble;
    const head = this.#rows.head();
    this.#options.begin();
    this.#inTransaction(() => {
      this.#append(
        {
          what: 'ledger.restore',
          subject: { type: 'ledger', id: this.#options.stationId },
          reason,
          facts: {
            ...facts,
            kind: trouble.kind,
            restoredTo: head.seq,
            lostTo: anchor?.seq ?? head.seq,
            lostHead: anchor?.hash ?? '',
            lostAnchorAt: anchor?.at ?? 0,
          },
        },
        [],
      );
    });
    this.#trouble = null;
    if (!this.#options.db.inTransaction) this.#anchor('asked');
  }
}

function refusePromise(result: unknown, what: string): void {
  if (result instanceof Promise)
    throw new TypeError(`${what} ends after its transaction: it must not be async`);
}

/** A key of one part is shown as it is. */
function idIn(key: string): string {
  const parts: unknown = JSON.parse(key);
  return (Array.isArray(parts) ? parts.map(String).join(' / ') : key).slice(0, 200) || '-';
}
