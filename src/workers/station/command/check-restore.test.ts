import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { in2023, keptFolder } from '../record/testing/kept-folder';
import { scratchFolder } from '../record/testing/scratch-folder';
import { hashFile } from '../record/keep/whole-file';
import { backupStation } from '../record/keep/backup';
import { newStationKey } from '../record/ledger/station-key';
import { checkRestore } from './check-restore';

const now = Date.UTC(2026, 0, 20, 3);
const tool = join(import.meta.dirname, '../../../../tools/bt-verify.mjs');

async function backedUp(masterKeyHex: string | null = '07'.repeat(32)): Promise<string> {
  const kept = keptFolder();
  kept.hour(1, in2023);
  kept.close();
  const order = { dataDir: kept.dir, folder: scratchFolder(), appVersion: '1.0.0', now, keep: null };
  return (await backupStation({ ...order, masterKeyHex: masterKeyHex ?? undefined })).folder;
}

async function checked(backup: string, publicPem?: string) {
  const { sound, words } = await checkRestore(backup, now, () => undefined, new AbortController().signal, publicPem); // prettier-ignore
  const { status, stdout } = spawnSync(process.execPath, [tool, backup], { encoding: 'utf8' });
  return { sound, words: words.join('\n'), code: status, told: stdout };
}

/** Someone with the files and no key alters rows, and writes hashes, head and counts of the manifest anew. */
async function rewritten(backup: string, edit: (manifest: Record<string, unknown>) => void): Promise<void> {
  const path = join(backup, 'backup.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  for (const file of manifest.files) Object.assign(file, await hashFile(join(backup, file.path)));
  edit(manifest);
  writeFileSync(path, JSON.stringify(manifest));
}

function altered(backup: string, sql: string): void {
  const path = join(backup, 'records.db');
  chmodSync(path, 0o600);
  const db = new Sqlite(path);
  db.exec(sql);
  db.close();
}

test('a signed backup restores, and both verifiers say so; the key that was handed over can be named', async () => {
  const backup = await backedUp();
  const manifest = JSON.parse(readFileSync(join(backup, 'backup.json'), 'utf8'));
  expect(manifest).toMatchObject({ version: 2, ledger: { seq: 2 }, rows: { 'records.db': { ledger: 2, ledger_key: 1 } } }); // prettier-ignore
  expect(await checked(backup)).toMatchObject({ sound: true, code: 0 });
  const other = await checked(backup, newStationKey().key.publicPem);
  expect(other).toMatchObject({ sound: false });
  expect(other.words).toContain('not the public key that was given');
});

test('a row removed from the copy: the file, its SHA-256, the table and its count are named', async () => {
  const backup = await backedUp();
  altered(backup, "INSERT INTO setting VALUES ('zone', '1')");
  const { sound, words, code, told } = await checked(backup);
  expect([sound, code]).toEqual([false, 1]);
  expect(words).toMatch(/records\.db: It is not what was backed up: its SHA-256 differs/);
  expect(words).toMatch(/records\.db: The table setting has 1 rows, by the manifest 0/);
  expect(words).toContain('setting ["zone"] was added without an entry');
  expect(told).toContain('records.db: the table setting has 1 rows, by the manifest 0');
});

test('a manifest written anew to fit has no signature that fits; without one it is not trusted either', async () => {
  const backup = await backedUp();
  altered(backup, 'DROP TRIGGER ledger_never_goes; DELETE FROM ledger WHERE seq = 2');
  await rewritten(backup, (manifest) =>
    Object.assign(manifest, { ledger: { seq: 1, hash: '0'.repeat(64) } }),
  );
  const forged = await checked(backup);
  expect([forged.sound, forged.code]).toEqual([false, 1]);
  expect(forged.words).toContain('backup.json: Its signature by key');
  expect(forged.words).toMatch(/records\.db: Its ledger ends at entry 1 \([0-9a-f]{64}\), by the manifest at 1 \(0{64}\)/); // prettier-ignore
  expect(forged.told).toContain('backup.json is not signed by a key of this ledger');
  const unsigned = await checked(await backedUp(null));
  expect(unsigned.sound).toBe(false);
  expect(unsigned.words).toContain('backup.json: It is not signed');
  expect(unsigned.told).toContain('The manifest of this backup is not signed');
});
