import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import {
  campaignManifestSchema,
  manifestName,
  type CampaignFile,
  type CampaignManifest,
} from '../../../shared/model/campaign';
import { Refusal } from '../../../shared/model/refusal';

/** A campaign folder whose manifest is understood. */
export interface CampaignSource {
  /** The folder itself, links resolved. */
  readonly dir: string;
  readonly manifest: CampaignManifest;
}

/** No manifest of ours is larger: it names six files a batch. */
const largestManifest = 32 * 1024 * 1024;

/**
 * Opens a folder on this machine's disk.
 * @throws Refusal with words where it is not there or not a campaign of a kind we know
 */
export async function openCampaign(path: string): Promise<CampaignSource> {
  if (!isAbsolute(path))
    throw new Refusal('REFUSED', `${path} is not a full path on the station's disk`, 'path');
  const dir = await realpath(path).catch(() => path);
  const found = await stat(dir).catch(() => null);
  if (!found) throw new Refusal('NOT_FOUND', `The station finds no folder ${path}`, 'path');
  if (!found.isDirectory()) throw new Refusal('REFUSED', `${path} is not a folder`, 'path');
  return { dir, manifest: await readManifest(dir, path) };
}

async function readManifest(dir: string, path: string): Promise<CampaignManifest> {
  const file = join(dir, manifestName);
  const size = (await stat(file).catch(() => null))?.size;
  if (size === undefined)
    throw new Refusal('REFUSED', `${path} holds no ${manifestName}: it is not a campaign`, 'path');
  if (size > largestManifest) throw new Refusal('REFUSED', `${file} is too large for a manifest`, 'path');
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new Refusal('REFUSED', `${file} cannot be read as JSON`, 'path');
  }
  const read = campaignManifestSchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new Refusal('REFUSED', `${file} is not understood: ${where}: ${issue?.message ?? ''}`, 'path');
}

/**
 * Compares every file with its hash in the manifest.
 * @throws Refusal that names the first file that is missing, larger or smaller, or altered
 */
export async function verifyFiles({ dir, manifest }: CampaignSource): Promise<void> {
  for (const file of manifest.files) {
    const wrong = await problemOf(dir, file);
    if (wrong) throw new Refusal('REFUSED', `${file.path} ${wrong}. Nothing was imported.`, 'path');
  }
}

async function problemOf(dir: string, { path, bytes, sha256 }: CampaignFile): Promise<string> {
  const full = await realpath(join(dir, path)).catch(() => null);
  if (full === null) return 'is missing';
  if (!full.startsWith(dir.endsWith(sep) ? dir : dir + sep)) return 'leads out of the folder';
  const size = (await stat(full)).size;
  if (size !== bytes) return `has ${size} bytes, its manifest says ${bytes}`;
  return (await hashOf(full)) === sha256 ? '' : 'was altered: its hash is not that of the manifest';
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
