import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForReading } from '../record/file/open-database';
import { readBackupManifest } from '../record/keep/backup-manifest';
import type { KeepProgress } from '../record/keep/backup';
import { restoreBackup } from '../record/keep/restore';
import { verifyFolder } from '../record/keep/verify-folder';
import { hashFile } from '../record/keep/whole-file';
import { checkLedger } from '../record/ledger/check-ledger';
import { ledgerRowsIn } from '../record/ledger/ledger-rows';
import { recordsFile } from '../record/plant/records-file';

/**
 * Restores a backup into a folder of its own, holds it against its manifest, verifies everything in it and says the
 * head of its ledger; the folder is cleared away.
 */
export async function checkRestore(
  backup: string,
  now: number,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal,
): Promise<{ readonly sound: boolean; readonly words: readonly string[] }> {
  const { files } = readBackupManifest(backup);
  const dataDir = mkdtempSync(join(tmpdir(), 'bioprocess-twin-check-'));
  try {
    await restoreBackup({ backup, dataDir, replace: false, now }, progress, signal);
    const wrong: string[] = [];
    for (const { path, sha256 } of files)
      if ((await hashFile(join(dataDir, path), { signal })).sha256 !== sha256)
        wrong.push(`${path} differs from the manifest`);
    const folder = await verifyFolder(dataDir, progress, signal);
    const ledger = await checkLedger({ dataDir, anchorFolders: [] }, progress, signal);
    wrong.push(
      ...folder.findings.map(({ words, file }) => `${file}: ${words}`),
      ...ledger.findings.map(({ words }) => words),
    );
    const head = headOf(join(dataDir, recordsFile.fileName));
    const counts = `${ledger.entries} entries over ${ledger.rows} rows, ${folder.samples + folder.journalSamples} samples`;
    return {
      sound: wrong.length === 0,
      words: [
        wrong.length === 0
          ? 'The backup restores: every file is as its manifest says'
          : 'The backup does not restore as it was',
        `  ${counts}`,
        `  ledger head ${head.seq} ${head.hash}`,
        ...wrong.map((one) => `  ${one}`),
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function headOf(path: string): { seq: number; hash: string } {
  const db = openForReading(path);
  try {
    return ledgerRowsIn(db).head();
  } finally {
    db.close();
  }
}
