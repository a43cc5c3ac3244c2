import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { seal, unseal } from '../plant/sealed-secret';
import { writeWhole } from './write-whole';

/** Where the station's signing key lies: in the data folder, outside the database, sealed under the master key. */
export const keyFolder = 'keys';
const fileName = 'station-key.json';

const keyFileSchema = z.object({
  format: z.literal('bioprocess-twin-station-key'),
  version: z.literal(1),
  algorithm: z.literal('Ed25519'),
  keyId: z.string(),
  publicPem: z.string(),
  /** PKCS #8 PEM under the master key. */
  sealed: z.base64(),
});

/** The key a station signs with. */
export interface StationKey {
  readonly keyId: string;
  /** SPKI PEM. */
  readonly publicPem: string;
  /** Ed25519, base64. */
  sign(bytes: Uint8Array): string;
}

/** What was found in the place of the key. */
export type FoundKey =
  | { readonly kind: 'there'; readonly key: StationKey }
  | { readonly kind: 'missing' }
  /** Altered, or sealed under another master key. */
  | { readonly kind: 'closed' };

/** A key's name: the first half of the SHA-256 of its SPKI, hex. */
export function keyIdOf(publicPem: string): string {
  const spki = createPublicKey(publicPem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 32);
}

/** Looks for the key of a data folder; makes none. */
export function findStationKey(dir: string, masterKey: Buffer): FoundKey {
  const path = join(dir, keyFolder, fileName);
  if (!existsSync(path)) return { kind: 'missing' };
  try {
    const { keyId, publicPem, sealed } = keyFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const secret = createPrivateKey(unseal(Buffer.from(sealed, 'base64'), placeOf(keyId), masterKey));
    const key = keyOf(secret);
    return key.keyId === keyId && key.publicPem === publicPem ? { kind: 'there', key } : { kind: 'closed' };
  } catch {
    // Whatever keeps it from being opened, it cannot sign, and nothing may be put in its place unasked.
    return { kind: 'closed' };
  }
}

/** Makes a key without keeping it. */
export function newStationKey(): { readonly key: StationKey; readonly secretPem: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    key: keyOf(privateKey),
    secretPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Puts a key in its place; the one before stays beside it under its own name. */
export function keepStationKey(dir: string, masterKey: Buffer, key: StationKey, secretPem: string): void {
  const folder = join(dir, keyFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName);
  if (existsSync(path)) {
    const old = readFileSync(path);
    writeWhole(join(folder, `before-${key.keyId}.json`), old);
  }
  const sealed = seal(secretPem, placeOf(key.keyId), masterKey).toString('base64');
  const file: z.infer<typeof keyFileSchema> = {
    format: 'bioprocess-twin-station-key',
    version: 1,
    algorithm: 'Ed25519',
    keyId: key.keyId,
    publicPem: key.publicPem,
    sealed,
  };
  writeWhole(join(folder, `${key.keyId}.public.pem`), key.publicPem);
  writeWhole(path, `${JSON.stringify(file, null, 2)}\n`);
}

function keyOf(secret: KeyObject): StationKey {
  const publicPem = createPublicKey(secret).export({ type: 'spki', format: 'pem' }).toString();
  return {
    keyId: keyIdOf(publicPem),
    publicPem,
    sign: (bytes) => sign(null, bytes, secret).toString('base64'),
  };
}

const placeOf = (keyId: string): string => `station-key/${keyId}`;
