import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { exportManifestSchema } from '../../src/shared/model/export-manifest';
import { makeDataDir, removeDataDir, startHeadless } from '../screens/headless-station';

/** The built command as `npx bt` runs it. */
async function bt(...args: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(join('node_modules', '.bin', 'node'), ['out/main/data-command.js', ...args]);
  let text = '';
  child.stderr.on('data', (piece: Buffer) => (text += piece.toString()));
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, text };
}

test('bt imports and exports, on a folder without a station and through one that runs', async () => {
  const dataDir = await makeDataDir();
  const dir = mkdtempSync(join(tmpdir(), 'bt-command-'));
  const file = join(dir, 'bench.csv');
  writeFileSync(file, 'time,pH\n2024-03-01T08:00:00Z,5.1\n2024-03-01T08:00:01Z,5.2\n');
  const station = await startHeadless(['--no-demo'], dataDir);
  const place = ['--unit', 'LAB1', '--name', 'Bench'];
  const busy = await bt('import', '--data', dataDir, '--file', file, ...place);
  expect([busy.code, busy.text]).toEqual([1, expect.stringContaining('give --url')]);
  const through = await bt('import', '--url', station.url, '--file', file, ...place);
  expect([through.code, through.text]).toEqual([0, expect.stringContaining('2 samples imported into Bench')]);
  const out = await bt('export', '--url', station.url, '--batches', 'all', '--out', join(dir, 'one'));
  expect([out.code, out.text]).toEqual([0, expect.stringContaining('2 rows in 1 files')]);
  await station.stop();

  const again = await bt('import', '--data', dataDir, '--file', file, ...place);
  expect([again.code, again.text]).toEqual([0, expect.stringContaining('nothing was added')]);
  const own = await bt(
    'export',
    '--data',
    dataDir,
    '--batches',
    'all',
    '--format',
    'csv',
    '--out',
    join(dir, 'two'),
  );
  expect(own.code).toBe(0);
  const manifest = exportManifestSchema.parse(
    JSON.parse(readFileSync(join(dir, 'two', 'manifest.json'), 'utf8')),
  );
  expect(manifest).toMatchObject({ rows: 2, simulated: false, fileFormat: 'csv', resolution: 'raw' });
  expect(manifest.files[0]?.sums['pH']).toEqual({ count: 2, sum: 10.3 });
  const wrong = await bt(
    'export',
    '--data',
    join(dir, 'nowhere'),
    '--batches',
    'all',
    '--out',
    join(dir, 'three'),
  );
  expect([wrong.code, wrong.text]).toEqual([
    2,
    expect.stringContaining('is not the data folder of a station'),
  ]);
  // Who did it is whoever is logged in at the machine: nobody signed in, and it does not say so.
  const other = await bt('import', '--data', dataDir, '--file', file, '--unit', 'LAB2', '--name', 'Other');
  expect(other.code).toBe(0);
  const db = new Sqlite(join(dataDir, 'records.db'), { readonly: true });
  const actors = db.prepare("SELECT DISTINCT body ->> '$.actor.name' AS name, body ->> '$.actor.osUser' AS osUser FROM ledger WHERE body LIKE '%LAB2%'").all(); // prettier-ignore
  db.close();
  expect(actors).toEqual([{ name: 'command-line', osUser: userInfo().username }]);
  rmSync(dir, { recursive: true, force: true });
  await removeDataDir(dataDir);
});
