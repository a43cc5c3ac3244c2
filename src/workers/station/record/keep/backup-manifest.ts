import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import { Refusal } from '../../../../shared/model/refusal';

/** Rows of each table of a file as it was copied. */
const rowsSchema = z.record(z.string(), z.number().int().nonnegative());

/** What stands beside the files of a backup. Version 1 had neither head, counts nor signature. */
const backupManifestSchema = z.object({
  format: z.literal('bioprocess-twin-backup'),
  version: z.union([z.literal(1), z.literal(2)]),
  stationId: z.string().min(1),
  appVersion: z.string(),
  /** Moment of the snapshot, epoch ms. */
  createdAt: z.number().int(),
  /** Newest time of arrival in it, epoch ms; null where nothing was recorded. */
  recordedTo: z.number().int().nullable(),
  files: z.array(
    z.object({
      path: z
        .string()
        .regex(/^(historian\.db|records\.db|archive\/historian-\d{4}(-\d+)?\.db|(models|field)\/[^\\]+)$/)
        .refine((path) => !path.split('/').includes('..'), 'A path leads out of the backup'),
      bytes: z.number().int(),
      sha256: z.string().length(64),
    }),
  ),
  /** Newest entry of the audit ledger in it; null for a records.db of before the ledger. */
  ledger: z
    .object({ seq: z.number().int(), hash: z.string().length(64) })
    .nullable()
    .default(null),
  /** By file, then by table. */
  rows: z.record(z.string(), rowsSchema).default({}),
  /** Ed25519 by the station's key over the canonical JSON of all the rest; null where the key could not be opened. */
  signature: z.object({ keyId: z.string(), value: z.base64() }).nullable().default(null),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

export type UnsignedManifest = Omit<BackupManifest, 'signature'>;

export const backupManifestName = 'backup.json';

/** The bytes that are signed: RFC 8785 of the manifest with null for its signature. */
export function signedBytes(manifest: UnsignedManifest): Buffer {
  return Buffer.from(canonicalJson({ ...manifest, signature: null }));
}

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
