import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeOnce } from './private-file';

/** The key store of the operating system, where there is one. */
export interface KeyStore {
  encrypt(text: string): Buffer;
  decrypt(cipher: Buffer): string;
}

/** Where the master key is kept: sealed by the key store, or as a file only its owner may read. */
export type KeyPlace = 'key-store' | 'file';

export interface MasterKey {
  readonly keyHex: string;
  readonly place: KeyPlace;
}

/** The key of this folder is there and cannot be read. It is never replaced: what it sealed would be lost. */
export class MasterKeyUnreadable extends Error {}

/**
 * The 32-byte key that seals this folder's secrets. Made once; kept in the key store where there is one, else in a
 * file of mode 0600.
 * @throws MasterKeyUnreadable when a key is there and cannot be read
 */
export function masterKey(dataDir: string, store: KeyStore | undefined): MasterKey {
  const path = join(dataDir, 'master-key.json');
  return openKey(path, readIfThere(path) ?? writeOnce(path, newKeyFile(store)), store);
}

function newKeyFile(store: KeyStore | undefined): string {
  const keyHex = randomBytes(32).toString('hex');
  const place: KeyPlace = store ? 'key-store' : 'file';
  const key = store ? store.encrypt(keyHex).toString('base64') : keyHex;
  return `${JSON.stringify({ version: 1, place, key })}\n`;
}

function openKey(path: string, text: string, store: KeyStore | undefined): MasterKey {
  const { place, key } = parseKeyFile(path, text);
  const keyHex = place === 'file' ? key : unseal(path, key, store);
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw damaged(path);
  return { keyHex, place };
}

function parseKeyFile(path: string, text: string): { place: KeyPlace; key: string } {
  const kept: unknown = tryParse(text);
  if (typeof kept !== 'object' || kept === null || !('place' in kept) || !('key' in kept))
    throw damaged(path);
  if (typeof kept.key !== 'string') throw damaged(path);
  if (kept.place !== 'file' && kept.place !== 'key-store') throw damaged(path);
  return { place: kept.place, key: kept.key };
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unseal(path: string, sealed: string, store: KeyStore | undefined): string {
  if (!store)
    throw new MasterKeyUnreadable(
      `The key of this data folder (${path}) is sealed by the desktop's key store, which is not available here. ` +
        'Start the desktop application as the user who made it, or choose another folder with --data.',
    );
  try {
    return store.decrypt(Buffer.from(sealed, 'base64'));
  } catch (problem) {
    throw new MasterKeyUnreadable(
      `The key store cannot open the key of this data folder (${path}). Start as the user who made it, ` +
        'put the file back from a backup, or choose another folder with --data. Nothing was changed.',
      { cause: problem },
    );
  }
}

function damaged(path: string): MasterKeyUnreadable {
  return new MasterKeyUnreadable(
    `The key file ${path} is damaged. Put it back from a backup, or choose another folder with --data. ` +
      'Nothing was changed.',
  );
}
