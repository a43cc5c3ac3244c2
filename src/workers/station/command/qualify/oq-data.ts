import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { unpackColumns } from '../../../../shared/contract/series-columns';
import { exportPlanSchema } from '../../../../shared/model/export-plan';
import { channelId, unitIdSchema } from '../../../../shared/model/identity';
import { backupStation } from '../../record/keep/backup';
import { restoreBackup } from '../../record/keep/restore';
import { verifyFolder } from '../../record/keep/verify-folder';
import { checkLedger } from '../../record/ledger/check-ledger';
import { recordsFile } from '../../record/plant/records-file';
import { demand } from './evidence';
import { at, findable, type Bench, type Look } from './oq-bench';

const unitId = unitIdSchema.parse('OQ-1');
const start = Date.UTC(2026, 0, 1);
const samples = 3600;
const valueAt = (i: number): number => 7 + (i % 100) / 100;

/** Records samples and reads them back. */
export async function history({ station, admin }: Bench): ReturnType<Look> {
  await admin.client.units.save({ id: unitId, name: 'Qualification', scale: '1L', startVolumeL: 1 });
  const t = Array.from({ length: samples }, (_, i) => start + i * 1000);
  await station.station.rooms.submit(
    { unitId, tags: ['pH'], tag: t.map(() => 0), t, value: t.map((_, i) => valueAt(i)) },
    'simulator',
  );
  const { head, data } = await admin.client.series.read({
    channels: [channelId(unitId, 'pH')],
    from: start,
    to: start + samples * 1000,
    widthPx: 10_000,
  });
  const [columns] = unpackColumns(
    await data.arrayBuffer(),
    head.channels.map(({ points }) => points),
  );
  demand(
    columns !== undefined && columns.t.length === samples,
    `${columns?.t.length ?? 0} samples came back`,
  );
  const wrong = [...columns.t].filter((time, i) => time !== start + i * 1000).length;
  demand(wrong === 0, `${wrong} times differ`);
  return { actual: `${columns.t.length} samples` };
}

/** Exports them and holds the files against their manifest. */
export async function exported({ order, people }: Bench): ReturnType<Look> {
  const { client } = at(people, 'engineer');
  const folder = join(order.scratch, 'export');
  const plan = exportPlanSchema.parse({
    units: [unitId],
    from: start,
    to: start + samples * 1000,
    format: 'csv',
    shape: 'long',
    folder,
  });
  const { id } = await client.exports.start(plan);
  const ends = Date.now() + 60_000;
  let job = await client.exports.progress({ id });
  for (; job.state === 'running' && Date.now() < ends; job = await client.exports.progress({ id }))
    await wait(50);
  demand(job.state === 'done', `The export is ${job.state}: ${job.words}`);
  const { files } = await client.exports.manifest({ id });
  for (const file of files) {
    const bytes = readFileSync(join(folder, file.path));
    demand(
      createHash('sha256').update(bytes).digest('hex') === file.sha256,
      `${file.path} differs from its manifest`,
    );
  }
  return {
    actual: `${files.length} files, ${job.samples} samples`,
    evidence: { files: files.map(({ path, sha256 }) => ({ path, sha256 })) },
  };
}

/** Replays the ledger against the tables. */
export async function verified({ dataDir }: Bench): ReturnType<Look> {
  const { entries, rows, findings } = await checkLedger({ dataDir, anchorFolders: [] });
  demand(findings.length === 0, findings[0]?.words ?? '');
  const folder = await verifyFolder(dataDir);
  demand(folder.findings.length === 0, folder.findings[0]?.words ?? '');
  return {
    actual: `${entries} entries against ${rows} rows; ${folder.samples} sealed samples, ${folder.journalSamples} in the journal`,
    evidence: { entries, rows },
  };
}

/** Backs up, restores elsewhere and compares. */
export async function backedUp({ order, dataDir }: Bench): ReturnType<Look> {
  const now = Date.now();
  const { folder, manifest } = await backupStation({
    dataDir,
    folder: join(order.scratch, 'backups'),
    appVersion: order.appVersion,
    now,
    keep: null,
  });
  const to = join(order.scratch, 'restored');
  await restoreBackup({ backup: folder, dataDir: to, replace: false, now });
  const [before, after] = [
    await checkLedger({ dataDir, anchorFolders: [] }),
    await checkLedger({ dataDir: to, anchorFolders: [] }),
  ];
  demand(after.findings.length === 0, after.findings[0]?.words ?? '');
  demand(
    before.entries === after.entries && before.rows === after.rows,
    `${after.entries} entries instead of ${before.entries}`,
  );
  const hash = createHash('sha256')
    .update(readFileSync(join(to, recordsFile.fileName)))
    .digest('hex');
  const said = manifest.files.find(({ path }) => path === recordsFile.fileName)?.sha256;
  demand(hash === said, 'The restored records differ from the manifest');
  return {
    actual: `${after.entries} entries, the same in both; ${manifest.files.length} files by their hashes`,
  };
}

/** Changes a letter in a copy and looks whether that is found. */
export async function tampered({ order, dataDir }: Bench): ReturnType<Look> {
  const copy = join(order.scratch, 'tampered');
  cpSync(dataDir, copy, { recursive: true });
  const path = join(copy, recordsFile.fileName);
  const bytes = readFileSync(path);
  // As it stands in the table; the ledger tells the same in another order and is left as it is.
  const places = placesOf(bytes, `${findable}","immediateAction":"None: a test","evidence"`);
  demand(places.length > 0, 'The words to change were not found in the file');
  for (const place of places) bytes.write('D', place, 'latin1');
  writeFileSync(path, bytes);
  const { findings } = await checkLedger({ dataDir: copy, anchorFolders: [] });
  const [first] = findings;
  demand(first !== undefined, 'Nothing was found');
  demand(
    findings.some(({ table }) => table === 'quality_version'),
    `The table was not named: ${first.words}`,
  );
  return {
    actual: `${findings.length} findings: ${first.words}`,
    evidence: { table: first.table, key: first.key },
  };
}

function placesOf(bytes: Buffer, words: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(words); at >= 0; at = bytes.indexOf(words, at + 1)) places.push(at);
  return places;
}
