import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { manifestName } from '../../../shared/model/campaign';
import type { CampaignFile, CampaignManifest } from '../../../shared/model/campaign';

/** A folder that cannot be used, in words for the person who named it. */
export class FolderProblem extends Error {}

/** A file that is written piece by piece and compressed on the way. */
export interface GzipFile {
  write(piece: Buffer): Promise<void>;
  end(): Promise<void>;
}

/**
 * A campaign in the making. Everything goes to a folder beside the one asked for, which takes its name only when the
 * campaign is whole: nobody ever finds half of one.
 */
export interface CampaignFolder {
  readonly files: readonly CampaignFile[];
  add(path: string, text: string): Promise<void>;
  addGzip(path: string): Promise<GzipFile>;
  /** Writes the manifest and gives the folder its name. */
  complete(manifest: CampaignManifest): Promise<void>;
  /** Removes what was written. */
  abandon(): Promise<void>;
}

/** Favours speed: higher levels take longer than the plant itself and save a tenth. */
const gzipLevel = 3;
const chunkBytes = 1 << 18;

/** @throws FolderProblem where the folder holds something, or another run left its half behind */
export async function openCampaignFolder(dir: string): Promise<CampaignFolder> {
  const target = resolve(dir);
  const part = `${target}.part`;
  await refuseFull(target);
  await mkdir(dirname(target), { recursive: true }).catch((error: unknown) => refuse(error, target));
  await mkdir(part).catch((error: unknown) => refuse(error, part));
  const files: CampaignFile[] = [];

  const into = async (path: string): Promise<string> => {
    const full = join(part, path);
    await mkdir(dirname(full), { recursive: true });
    return full;
  };
  return {
    files,
    add: async (path, text) => {
      const bytes = Buffer.from(text);
      await writeFile(await into(path), bytes);
      files.push({ path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    },
    addGzip: async (path) => gzipFile(await into(path), (facts) => files.push({ path, ...facts })),
    complete: async (manifest) => {
      await writeFile(join(part, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
      await flush(join(part, manifestName));
      await rmdir(target).catch(() => undefined);
      await rename(part, target).catch((error: unknown) => refuse(error, target));
    },
    abandon: () => rm(part, { recursive: true, force: true }),
  };
}

function gzipFile(full: string, done: (facts: Omit<CampaignFile, 'path'>) => void): GzipFile {
  const gzip = createGzip({ level: gzipLevel, chunkSize: chunkBytes, memLevel: 9 });
  const hash = createHash('sha256');
  let bytes = 0;
  gzip.on('data', (piece: Buffer) => {
    hash.update(piece);
    bytes += piece.length;
  });
  const file = gzip.pipe(createWriteStream(full));
  const whole = finished(file);
  // Awaited at the end; a disk that fills up in between must not be an unhandled rejection.
  whole.catch((error: Error) => gzip.destroy(error));
  return {
    write: async (piece) => {
      if (!gzip.write(piece)) await Promise.race([once(gzip, 'drain'), whole]);
    },
    end: async () => {
      gzip.end();
      await whole;
      done({ bytes, sha256: hash.digest('hex') });
    },
  };
}

async function refuseFull(dir: string): Promise<void> {
  try {
    const found = await readdir(dir);
    if (found.length > 0)
      throw new FolderProblem(`${dir} is not empty. Name a new folder, or one with nothing in it.`);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (error instanceof FolderProblem) throw error;
    refuse(error, dir);
  }
}

function refuse(error: unknown, path: string): never {
  throw new FolderProblem(folderWords(error, path));
}

/** What a failed file operation means, for the person at the command line. */
export function folderWords(error: unknown, path: string): string {
  switch (codeOf(error)) {
    case 'EEXIST':
      return `${path} is there already, from a run that was cut off. Remove it and start again.`;
    case 'ENOTDIR':
      return `${path} lies below something that is not a folder.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${path} cannot be written to by this user.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk with ${path} is full. Nothing was kept; free some space and start again.`;
    default:
      return `${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
