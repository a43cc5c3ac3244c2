import { mkdir, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, resolve } from 'node:path';
import { Refusal } from '../../../shared/model/refusal';

/**
 * Makes the folder of an export, or takes one that is empty.
 * @param dataDir the station's own files lie there: no export goes among them but into `exports`
 * @throws Refusal with words where it is not empty, cannot be written to, or has no room
 */
export async function prepareExportFolder(
  folder: string,
  dataDir: string,
  wantedBytes: number,
): Promise<void> {
  if (!isAbsolute(folder))
    throw new Refusal('REFUSED', `${folder} is not a full path on the station's disk`, 'folder');
  if (resolve(folder) === resolve(dataDir) || parse(resolve(folder)).root === resolve(folder))
    throw new Refusal('REFUSED', `${folder} is no place for an export: name a new folder`, 'folder');
  const made = await makeFolder(resolve(folder)).catch((error: unknown) => {
    throw folderRefusal(error, folder);
  });
  try {
    if ((await readdir(folder)).length > 0)
      throw new Refusal('REFUSED', `${folder} is not empty: name a new folder or empty this one`, 'folder');
    const probe = join(folder, '.writable');
    await writeFile(probe, '');
    await rm(probe, { force: true });
    const disk = await statfs(folder);
    const free = disk.bavail * disk.bsize;
    if (free < wantedBytes) {
      const words = `The export may need ${megabytes(wantedBytes)}, the disk of ${folder} has ${megabytes(free)} left`;
      throw new Refusal(
        'REFUSED',
        `${words}. Choose another disk, fewer channels or a coarser resolution.`,
        'folder',
      );
    }
  } catch (error) {
    if (made !== undefined) await rm(made, { recursive: true, force: true }).catch(() => undefined);
    throw error instanceof Refusal ? error : folderRefusal(error, folder);
  }
}

/**
 * Makes a folder and those above it, one by one: Node's own way to do so never ends below /proc.
 * @returns the first one made; undefined where all were there
 */
async function makeFolder(folder: string): Promise<string | undefined> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return undefined;
  const above = dirname(folder);
  const made = above === folder ? undefined : await makeFolder(above);
  await mkdir(folder);
  return made ?? folder;
}

function folderRefusal(error: unknown, folder: string): Refusal {
  const code = errorCode(error);
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return new Refusal('REFUSED', `${folder} is not a folder`, 'folder');
  const words = `The station cannot write to ${folder} (${code}): choose a folder it may write to`;
  return new Refusal('REFUSED', words, 'folder');
}

/** Why an export ended early, for a person. */
export function failureWords(error: unknown): string {
  if (error instanceof Refusal) return `${error.words}. Nothing of the export was kept.`;
  if (errorCode(error) === 'ENOSPC')
    return 'The disk is full. Nothing of the export was kept: free space or choose another disk, then start again.';
  if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error)))
    return 'The folder can no longer be written to. Nothing of the export was kept.';
  return `The export failed: ${error instanceof Error ? error.message : String(error)}. Nothing of it was kept.`;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;
