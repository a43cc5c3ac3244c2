import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Actor } from '../../../../shared/model/actor';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import type { Log } from '../../../log';
import { userVersion } from '../file/migrate';
import { compareAnchors } from './compare-anchors';
import { uncoveredTables } from './covered-tables';
import { createLedger } from './create-ledger';
import { lastImages, rowsThatDiffer } from './last-images';
import type { LedgerTrouble, StationLedger } from './ledger';
import type { LedgerClocks } from './ledger-clock';
import { ledgerRowsIn } from './ledger-rows';
import { findStationKey, keepStationKey, newStationKey, type FoundKey } from './station-key';

export interface OpenLedgerOptions {
  readonly db: Database;
  readonly dir: string;
  readonly stationId: string;
  readonly masterKey: Buffer;
  readonly clocks: LedgerClocks;
  readonly actor: () => Actor;
  readonly anchorFolders: readonly string[];
  readonly log: Log;
}

const keyAdvice =
  'Put back the folder "keys" of this data folder and start again, or have an administrator declare a new key on the audit screen.';

/**
 * The ledger of a data folder. An empty one begins with its key and a baseline of the rows that are there; a new
 * layout is told row by row. A key that is missing, or a file older than its anchors, is a trouble, never replaced.
 */
export function openLedger(options: OpenLedgerOptions): StationLedger {
  const { db, dir, masterKey, log, stationId } = options;
  const anchorFolders = [...new Set([...options.anchorFolders, ...savedPlaces(db)])];
  const rows = ledgerRowsIn(db);
  const known = rows.keys().at(-1);
  const found = known ? findStationKey(dir, masterKey) : (firstKey(options) satisfies FoundKey);
  const fits = found.kind === 'there' && (!known || found.key.keyId === known.keyId);
  const ledger: StationLedger = createLedger({
    ...options,
    anchorFolders,
    begin: () => begin(ledger, db),
    found: fits ? found : { kind: 'missing' },
  });
  const trouble = fits ? compareAnchors(ledger, dir, anchorFolders) : keyTrouble(found);
  if (trouble) {
    ledger.setTrouble(trouble);
    log('error', `${trouble.words} ${trouble.advice}`, { kind: trouble.kind, stationId });
    return ledger;
  }
  begin(ledger, db);
  return ledger;
}

/** Setting with the folders outside that anchors go to. */
export const anchorPlacesSetting = 'ledger-anchor-places';

function savedPlaces(db: Database): string[] {
  const value = db
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck()
    .get(anchorPlacesSetting);
  const read = z.array(z.string()).safeParse(value === undefined ? [] : JSON.parse(value));
  return read.success ? read.data : [];
}

/** A file without entries takes the key that is there, or gets one. */
function firstKey({ db, dir, masterKey, clocks }: OpenLedgerOptions): FoundKey {
  let found = findStationKey(dir, masterKey);
  if (found.kind === 'closed') return found;
  if (found.kind === 'missing') {
    const { key, secretPem } = newStationKey();
    keepStationKey(dir, masterKey, key, secretPem);
    found = { kind: 'there', key };
  }
  const { keyId, publicPem } = found.key;
  ledgerRowsIn(db).addKey({ keyId, publicPem, since: Math.round(clocks.wall()) });
  return found;
}

function keyTrouble(found: FoundKey): LedgerTrouble {
  if (found.kind === 'missing')
    return { kind: 'key-missing', words: 'The signing key of this station is missing: nothing that has an entry in the audit ledger can be changed.', advice: keyAdvice }; // prettier-ignore
  const words = 'The signing key of this station is another one, or cannot be opened: nothing that has an entry in the audit ledger can be changed.'; // prettier-ignore
  return { kind: 'key-closed', words, advice: keyAdvice };
}

function begin(ledger: StationLedger, db: Database): void {
  const isFirst = ledger.head().seq === 0;
  const layout = userVersion(db);
  // Said here, so that whoever verifies knows which tables an entry is missing for.
  const uncovered = Object.keys(uncoveredTables).toSorted();
  const facts = { layout, uncovered };
  const told = ledger.newestOf('ledger.layout')?.entry.facts;
  if (!isFirst && told && canonicalJson(told) === canonicalJson(facts)) return;
  const key = ledger.keys().at(-1);
  const subject = { type: 'ledger', id: ledger.stationId };
  const actor: Actor = { kind: 'system', name: 'station' };
  const rows = rowsThatDiffer(db, lastImages(db));
  db.transaction(() => {
    if (isFirst)
      ledger.adopt({ what: 'ledger.begin', subject, actor, facts: { keyId: key?.keyId ?? '', publicPem: key?.publicPem ?? '' } }, []); // prettier-ignore
    // Rows that were there before, or that a new layout has changed.
    ledger.adopt({ what: 'ledger.layout', subject, actor, facts }, rows);
  }).immediate();
}
