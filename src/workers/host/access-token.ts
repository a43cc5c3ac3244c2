import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writePrivately } from './private-file';

/** The token of this data folder's screens and REST API: made once, the same at every start. */
export function accessToken(dataDir: string): string {
  const path = join(dataDir, 'token');
  const kept = readIfThere(path)?.trim();
  if (kept && kept.length >= 32) return kept;
  const token = randomBytes(24).toString('base64url');
  writePrivately(path, `${token}\n`);
  return token;
}
