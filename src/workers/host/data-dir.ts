import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the station keeps everything unless told otherwise, by the habits of the platform. */
export function dataDirFor(
  given: string | undefined,
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'> = process,
): string {
  if (given) return resolve(given);
  if (platform === 'win32') return join(env['APPDATA'] || homedir(), 'Bioprocess Twin');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Bioprocess Twin');
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'bioprocess-twin');
}
