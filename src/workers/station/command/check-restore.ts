import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkManifest, headIn } from '../record/keep/check-manifest';
import type { KeepProgress } from '../record/keep/backup';
import { restoreBackup } from '../record/keep/restore';
import { verifyFolder } from '../record/keep/verify-folder';
import { recordsFile } from '../record/plant/records-file';

/** What came of looking whether a backup restores. */
export interface CheckedRestore {
  readonly sound: boolean;
  readonly words: readonly string[];
}

/**
 * Holds a backup against its signed manifest, restores it into a folder of its own, verifies everything in it and says
 * the head of its ledger; the folder is cleared away. Names each thing that differs.
 * @param publicPem of the station as it was handed over; without it the keys of the backup's own ledger count
 */
export async function checkRestore(
  backup: string,
  now: number,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal,
  publicPem?: string,
): Promise<CheckedRestore> {
  const asked = { signal, publicPem, progress: (step: string) => progress({ step, done: 0 }) };
  const { manifest, findings } = await checkManifest(backup, asked);
  const wrong = findings.map(({ file, words }) => `${file}: ${words}`);
  if (!manifest.signature)
    wrong.push('backup.json: It is not signed: damage shows, but not whether somebody wrote it anew');
  // A backup that is not what its manifest says is not restored anywhere; its ledger may still tell which rows.
  const tried =
    findings.length > 0
      ? await lookedInto(backup, progress, signal)
      : await restored(backup, now, progress, signal);
  const all = [...new Set([...wrong, ...tried.wrong])];
  const head = tried.head ? `  ledger head ${tried.head.seq} ${tried.head.hash}` : '  no ledger in it';
  return {
    sound: all.length === 0,
    words: [
      all.length === 0
        ? `The backup restores: every file is as its manifest says, signed by key ${manifest.signature?.keyId ?? ''}`
        : 'The backup does not restore as it was',
      `  ${tried.counts}`,
      head,
      ...all.map((one) => `  ${one}`),
    ],
  };
}

interface Looked {
  readonly wrong: readonly string[];
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly counts: string;
}

async function restored(
  backup: string,
  now: number,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal,
): Promise<Looked> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bioprocess-twin-check-'));
  try {
    await restoreBackup({ backup, dataDir, replace: false, now }, progress, signal);
    return await lookedInto(dataDir, progress, signal);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function lookedInto(
  dir: string,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal,
): Promise<Looked> {
  try {
    const { findings, samples, journalSamples, files } = await verifyFolder(dir, progress, signal);
    return {
      wrong: findings.map(({ file, words }) => `${file}: ${words}`),
      head: headIn(join(dir, recordsFile.fileName)),
      counts: `${samples + journalSamples} samples in ${files} files`,
    };
  } catch (error) {
    if (signal.aborted) throw error;
    const words = error instanceof Error ? error.message : String(error);
    return { wrong: [words], head: null, counts: 'Not looked through to the end' };
  }
}
