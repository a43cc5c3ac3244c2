import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../../shared/model/refusal';

/** What stands beside the files of a backup. */
const backupManifestSchema = z.object({
  format: z.literal('bioprocess-twin-backup'),
  version: z.literal(1),
  stationId: z.string().min(1),
  appVersion: z.string(),
  /** Moment of the snapshot, epoch ms. */
  createdAt: z.number().int(),
  /** Newest time of arrival in it, epoch ms; null where nothing was recorded. */
  recordedTo: z.number().int().nullable(),
  files: z.array(
    z.object({
      path: z.string().regex(/^(historian\.db|records\.db|archive\/historian-\d{4}(-\d+)?\.db)$/),
      bytes: z.number().int(),
      sha256: z.string().length(64),
    }),
  ),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

export const backupManifestName = 'backup.json';

/** @throws Refusal in words where the folder is no whole backup */
export function readBackupManifest(folder: string): BackupManifest {
  const text = readOr(join(folder, backupManifestName));
  if (text === null)
    throw new Refusal('REFUSED', `${folder} is no backup: it has no ${backupManifestName}. One that was not finished ends in .part.`); // prettier-ignore
  const read = backupManifestSchema.safeParse(tryJson(text));
  if (read.success) return read.data;
  throw new Refusal('REFUSED', `${join(folder, backupManifestName)} is damaged or of a newer version.`);
}

function readOr(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Whatever keeps it from being read, it is no backup that could be used.
    return null;
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
