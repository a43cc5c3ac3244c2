import { statfsSync } from 'node:fs';
import { Refusal } from '../../../../shared/model/refusal';
import { faultKind } from '../file/fault-kind';
import { StoreRefusal } from '../store-refusal';

/** Why a backup, a move or a look-through ended early, in words for a person. */
export function keepFaultWords(error: unknown, where: string): string {
  if (error instanceof Refusal) return error.words;
  if (error instanceof StoreRefusal) return `${error.words} ${error.advice}`;
  const kind = faultKind(error, where);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (kind === 'disk-full' || code === 'ENOSPC' || code === 'EDQUOT')
    return `The disk of ${where} is full: free space or choose another disk. What was begun was removed.`;
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || kind === 'read-only')
    return `${where} cannot be written to: give this user permission or choose another folder.`;
  if (['ENOENT', 'ENOTDIR', 'ENOTCONN', 'EIO', 'ESTALE', 'ENODEV'].includes(code) || kind === 'io-error')
    return `${where} is gone or does not answer: see whether its disk is connected, then try again.`;
  return `It failed: ${error instanceof Error ? error.message : String(error)}`;
}

/**
 * Looks for room before anything is written.
 * @throws Refusal that says how much is missing
 */
export function requireRoom(folder: string, bytes: number, what: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const words = `${what} needs ${megabytes(bytes)}, the disk of ${folder} has ${megabytes(free)} left`;
  throw new Refusal('REFUSED', `${words}: free space or choose another disk.`, 'folder');
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;
