import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeOnce } from './private-file';

/**
 * The token of this data folder's screens and REST API: made once, the same at every start.
 * @throws Error with words when the file holds no usable token
 */
export function accessToken(dataDir: string): string {
  const path = join(dataDir, 'token');
  const kept = readIfThere(path) ?? writeOnce(path, `${randomBytes(24).toString('base64url')}\n`);
  const token = kept.trim();
  if (!/^[\w-]{32,}$/.test(token))
    throw new Error(`${path} holds no token. Remove that file: a new token is made at the next start.`);
  return token;
}
