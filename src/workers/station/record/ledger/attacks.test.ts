import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import { unitIdSchema } from '../../../../shared/model/identity';
import type { LedgerEntry } from '../../../../shared/model/ledger-entry';
import { newUnit } from '../../../../shared/model/process-unit';
import { scratchFolder } from '../testing/scratch-folder';
import type { ScratchLedger } from '../testing/ledger-on-disk';
import { scratchLedger } from '../testing/scratch-ledger';
import { anchorFolder } from './anchors';
import { checkLedger } from './check-ledger';
import { keyIdOf } from './station-key';

/*
 * The attacker has the file and the sqlite3 tool, puts the triggers back, and does not hold the signing key. Both
 * verifiers have to find it: the station's own and the script that stands alone.
 */
const tool = join(import.meta.dirname, '../../../../../tools/bt-verify.mjs');
const unit = newUnit(unitIdSchema.parse('R1'), '1L', false);

/** Sixty changes of one unit and a setting, two signatures; anchored outside at the end. */
interface Attacked {
  readonly dir: string;
  readonly outside: string;
  readonly seq: number;
  readonly attack: (act: (db: Database) => void) => void;
  readonly verify: () => Promise<{
    kinds: string[];
    words: string[];
    code: number | null;
    kindsInApp: string[];
  }>;
}

async function attacked(
  after?: (scratch: ScratchLedger, outside: string) => Promise<void>,
): Promise<Attacked> {
  const outside = scratchFolder();
  const scratch = scratchLedger({ anchorFolders: [outside] });
  const { plant, ledger, dir, db, pass } = scratch;
  for (let step = 0; step < 60; step += 1) {
    pass(1000);
    plant.saveUnit({ ...unit, startVolumeL: 1 + step });
    if (step === 30) ledger.write({ what: 'signature.made', subject: { type: 'signature', id: 's1' } }, () => addSignature(scratch, 's1', 'b1', 'PERF')); // prettier-ignore
    if (step === 31) ledger.write({ what: 'signature.made', subject: { type: 'signature', id: 's2' } }, () => addSignature(scratch, 's2', 'b2', 'VER')); // prettier-ignore
  }
  ledger.anchor('interval');
  await ledger.anchorsWritten();
  await after?.(scratch, outside);
  const { seq } = ledger.head();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return {
    dir,
    outside,
    seq,
    attack: (act) => attack(join(dir, 'records.db'), act),
    verify: () => verifyBoth(dir, outside),
  };
}

function addSignature({ db, ledger }: ScratchLedger, id: string, record: string, meaning: string): void {
  const said = { v: 1, id, subject: { type: 'batch', id: record, version: 1 }, meaning, words: meaning, personId: 'p1', name: 'Dana', at: 5 }; // prettier-ignore
  const { keyId } = ledger.sign(Buffer.from(''));
  const body = { ...said, keyId };
  const { value } = ledger.sign(Buffer.from(canonicalJson(body)));
  db.prepare('INSERT INTO signature VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(id, 'batch', record, 1, meaning, 'p1', 5, JSON.stringify({ ...body, value })); // prettier-ignore
}

function attack(path: string, act: (db: Database) => void): void {
  const db = new Sqlite(path);
  const triggers = db.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all(); // prettier-ignore
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  act(db);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}

async function verifyBoth(dir: string, outside: string): ReturnType<Attacked['verify']> {
  const { status, stdout } = spawnSync(process.execPath, [tool, dir, '--anchors', outside, '--json'], { encoding: 'utf8' }); // prettier-ignore
  const { findings } = JSON.parse(stdout) as { findings: { kind: string; words: string }[] };
  const app = await checkLedger({ dataDir: dir, anchorFolders: [outside] });
  const kinds = (list: readonly { kind: string }[]): string[] =>
    [...new Set(list.map(({ kind }) => kind))].toSorted();
  return {
    kinds: kinds(findings),
    words: findings.map(({ words }) => words),
    code: status,
    kindsInApp: kinds(app.findings),
  };
}

function entryAt(db: Database, seq: number): LedgerEntry {
  return JSON.parse(
    String(db.prepare('SELECT body FROM ledger WHERE seq = ?').pluck().get(seq)),
  ) as LedgerEntry;
}

function putEntry(db: Database, seq: number, entry: LedgerEntry, andHash: boolean): string {
  const body = canonicalJson(entry);
  const hash = createHash('sha256').update(body).digest('hex');
  db.prepare('UPDATE ledger SET body = ? WHERE seq = ?').run(body, seq);
  if (andHash) db.prepare('UPDATE ledger SET hash = ? WHERE seq = ?').run(hash, seq);
  return hash;
}

const altered = (entry: LedgerEntry): LedgerEntry => ({ ...entry, reason: 'It was never so' });

test('nothing is found where nothing was done', async () => {
  const { verify } = await attacked();
  expect(await verify()).toEqual({ kinds: [], words: [], code: 0, kindsInApp: [] });
});

test('attack 1: edit one cell of a ledger row', async () => {
  const { attack: doing, verify } = await attacked();
  doing((db) => putEntry(db, 20, altered(entryAt(db, 20)), false));
  const { kinds, words, code, kindsInApp } = await verify();
  expect([kinds, kindsInApp, code]).toEqual([['entry-altered'], ['entry-altered'], 1]);
  expect(words[0]).toMatch(/^Entry 20 was altered: stored hash [0-9a-f]{64}, computed [0-9a-f]{64}$/);
});

test('attack 2: edit a cell and recompute the hash of that row', async () => {
  const { attack: doing, verify } = await attacked();
  doing((db) => putEntry(db, 20, altered(entryAt(db, 20)), true));
  const { words, kindsInApp, code } = await verify();
  expect(words).toContain('Entry 20 is not signed by the station: the signature does not fit its hash');
  expect([kindsInApp, code]).toEqual([['chain-broken', 'signature-broken'], 1]);
});

test('attack 3, T02: edit a cell and seal the whole chain again', async () => {
  const { attack: doing, verify, seq } = await attacked();
  doing((db) => {
    let previous = putEntry(db, 20, altered(entryAt(db, 20)), true);
    for (let at = 21; at <= seq; at += 1) previous = putEntry(db, at, { ...entryAt(db, at), previous }, true);
  });
  const { words, kindsInApp, kinds, code } = await verify();
  expect(words[0]).toBe('Entry 20 is not signed by the station: the signature does not fit its hash');
  expect([kinds, kindsInApp, code]).toEqual([['anchor-differs', 'signature-broken'], ['anchor-differs', 'signature-broken'], 1]); // prettier-ignore
});

test('attack 4, T03: delete the last 7 rows of the ledger', async () => {
  const { attack: doing, verify, seq, outside } = await attacked();
  doing((db) => db.prepare('DELETE FROM ledger WHERE seq > ?').run(seq - 7));
  const { words, kinds, kindsInApp } = await verify();
  expect(kinds).toEqual(['ledger-cut', 'row-altered']);
  expect(kindsInApp).toEqual(kinds);
  expect(words.find((line) => line.startsWith(`The ledger ended at ${seq}, now ${seq - 7}`))).toContain(
    outside,
  );
});

test('attack 5: delete the last 7 rows and reset what counts them', async () => {
  const { attack: doing, verify, seq } = await attacked();
  doing((db) => {
    db.prepare('DELETE FROM ledger WHERE seq > ?').run(seq - 7);
    // The ledger numbers its entries itself: there is no counter to reset.
    expect(db.prepare("SELECT count(*) FROM sqlite_sequence WHERE name = 'ledger'").pluck().get()).toBe(0);
  });
  expect((await verify()).kinds).toEqual(['ledger-cut', 'row-altered']);
});

test('attack 6: delete the last 40 rows with the anchors of the data folder', async () => {
  const { attack: doing, verify, seq, dir } = await attacked();
  doing((db) => db.prepare('DELETE FROM ledger WHERE seq > ?').run(seq - 40));
  rmSync(join(dir, anchorFolder), { recursive: true });
  const { kinds, kindsInApp } = await verify();
  expect(kinds).toEqual(['ledger-cut', 'row-added', 'row-altered']);
  expect(kindsInApp).toEqual(kinds);
});

test('attack 7: delete one row in the middle', async () => {
  const { attack: doing, verify } = await attacked();
  doing((db) => db.prepare('DELETE FROM ledger WHERE seq = 20').run());
  const { words, kindsInApp } = await verify();
  expect(words).toContain('Entries 20 to 20 are missing from the ledger');
  expect(kindsInApp).toContain('entry-missing');
});

test.each(['with the key of the station named', 'with a key of its own'])(
  'attack 8, T05: append a forged entry and change the table to match, %s',
  async (how) => {
    const { attack: doing, verify, seq } = await attacked();
    doing((db) => {
      const last = entryAt(db, seq);
      const [row] = last.rows;
      const { hash, key_id: keyId } = db.prepare<[number], { hash: string; key_id: string }>('SELECT hash, key_id FROM ledger WHERE seq = ?').get(seq) ?? { hash: '', key_id: '' }; // prettier-ignore
      const after = { ...row?.after, start_volume_l: 9 };
      const forged: LedgerEntry = { ...last, seq: seq + 1, previous: hash, rows: [{ table: 'unit', key: '["R1"]', before: row?.after ?? null, after }] }; // prettier-ignore
      const digest = createHash('sha256').update(canonicalJson(forged)).digest();
      const own = generateKeyPairSync('ed25519');
      const value = sign(null, digest, own.privateKey).toString('base64');
      const named = how.startsWith('with the key') ? keyId : 'f'.repeat(32);
      if (named !== keyId) db.prepare('INSERT INTO ledger_key VALUES (?, ?, 0)').run(named, String(own.publicKey.export({ type: 'spki', format: 'pem' }))); // prettier-ignore
      db.prepare('INSERT INTO ledger (seq, body, hash, signature, key_id) VALUES (?, ?, ?, ?, ?)').run(seq + 1, canonicalJson(forged), digest.toString('hex'), value, named); // prettier-ignore
      db.prepare("UPDATE unit SET start_volume_l = 9 WHERE id = 'R1'").run();
    });
    const { words, code, kindsInApp } = await verify();
    const expected = how.startsWith('with the key') ? `Entry ${seq + 1} is not signed` : `Entry ${seq + 1} is unsigned, or signed by an unknown key`; // prettier-ignore
    expect(words.some((line) => line.startsWith(expected))).toBe(true);
    expect([code, kindsInApp.length > 0]).toEqual([1, true]);
  },
);

test('attack 8, T05: append a forged entry that introduces a key of its own', async () => {
  const { attack: doing, verify, seq } = await attacked();
  doing((db) => {
    const own = generateKeyPairSync('ed25519');
    const publicPem = String(own.publicKey.export({ type: 'spki', format: 'pem' }));
    const keyId = keyIdOf(publicPem);
    const previous = String(db.prepare('SELECT hash FROM ledger WHERE seq = ?').pluck().get(seq));
    const forged = { ...entryAt(db, seq), seq: seq + 1, previous, rows: [], what: 'key.changed', facts: { keyId, publicPem } }; // prettier-ignore
    const digest = createHash('sha256').update(canonicalJson(forged)).digest();
    db.prepare('INSERT INTO ledger_key VALUES (?, ?, 0)').run(keyId, publicPem);
    db.prepare('INSERT INTO ledger (seq, body, hash, signature, key_id) VALUES (?, ?, ?, ?, ?)').run(seq + 1, canonicalJson(forged), digest.toString('hex'), sign(null, digest, own.privateKey).toString('base64'), keyId); // prettier-ignore
  });
  expect(await verify()).toMatchObject({ kinds: ['key-unknown'], kindsInApp: ['key-unknown'], code: 1 });
});

test('attack 9, T01: edit the table only', async () => {
  const { attack: doing, verify } = await attacked();
  doing((db) => db.prepare("UPDATE unit SET start_volume_l = 0.5 WHERE id = 'R1'").run());
  const { words, kindsInApp, code } = await verify();
  expect(words).toEqual(['unit ["R1"], start_volume_l: stored 0.5, by the ledger 60']);
  expect([kindsInApp, code]).toEqual([['row-altered'], 1]);
});

test('attack 10: move a signature to another record', async () => {
  const { attack: doing, verify } = await attacked();
  doing((db) => {
    const body = JSON.parse(String(db.prepare("SELECT body FROM signature WHERE id = 's1'").pluck().get())) as { subject: object }; // prettier-ignore
    const moved = JSON.stringify({ ...body, subject: { ...body.subject, id: 'b2' } });
    db.prepare("UPDATE signature SET subject_id = 'b2', body = ? WHERE id = 's1'").run(moved);
  });
  const { kinds, words, kindsInApp } = await verify();
  expect(kinds).toEqual(['row-altered', 'signature-broken']);
  expect(words.join()).toContain('Signature s1 ("PERF" by Dana) does not fit what it says of record');
  expect(kindsInApp).toContain('row-altered');
});

test('attack 11: change the meaning of a signature', async () => {
  const { attack: doing, verify } = await attacked();
  doing((db) => db.prepare("UPDATE signature SET meaning = 'APPR', body = replace(body, 'PERF', 'APPR') WHERE id = 's1'").run()); // prettier-ignore
  const { kinds, words } = await verify();
  expect(kinds).toEqual(['row-altered', 'signature-broken']);
  expect(words.join()).toContain('does not fit what it says of record, meaning, signer or time');
});

test('attack 12: wipe the ledger and the anchors of the data folder', async () => {
  const { attack: doing, verify, dir } = await attacked();
  doing((db) => db.exec('DELETE FROM ledger; DELETE FROM ledger_key'));
  rmSync(join(dir, anchorFolder), { recursive: true });
  const { kinds, code, kindsInApp } = await verify();
  expect(kinds).toContain('ledger-empty');
  expect([code, kindsInApp.includes('ledger-empty')]).toEqual([1, true]);
});

test('attack 13: put back an older copy of the whole file', async () => {
  const { verify, dir, seq } = await attacked(async ({ db, dir: folder, plant, ledger }) => {
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(join(folder, 'records.db'), join(folder, 'older.db'));
    plant.saveUnit({ ...unit, name: 'Later' });
    ledger.anchor('interval');
    await ledger.anchorsWritten();
  });
  rmSync(join(dir, 'records.db-wal'), { force: true });
  rmSync(join(dir, anchorFolder), { recursive: true });
  copyFileSync(join(dir, 'older.db'), join(dir, 'records.db'));
  const { kinds, words, kindsInApp } = await verify();
  expect([kinds, kindsInApp]).toEqual([['ledger-cut'], ['ledger-cut']]);
  expect(words[0]).toContain(`The ledger ended at ${seq}, now ${seq - 1}`);
});

test('attack 14 is NOT detected: cut off what came after the newest outside anchor, and take the tables back', async () => {
  const {
    attack: doing,
    verify,
    seq,
    dir,
  } = await attacked(async ({ plant }) => {
    plant.saveUnit({ ...unit, name: 'After the anchor' });
  });
  doing((db) => {
    const before = entryAt(db, seq).rows[0]?.before;
    db.prepare('DELETE FROM ledger WHERE seq = ?').run(seq);
    db.prepare("UPDATE unit SET name = ?, start_volume_l = ? WHERE id = 'R1'").run(before?.['name'], before?.['start_volume_l']); // prettier-ignore
  });
  rmSync(join(dir, anchorFolder), { recursive: true });
  // The exposure window that docs/audit-trail.md and the audit screen state.
  expect(await verify()).toMatchObject({ kinds: [], code: 0, kindsInApp: [] });
});
