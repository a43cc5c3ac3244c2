import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DriverMemory } from '../../../drivers/driver';
import type { ConnectionId } from '../../shared/model/identity';
import type { Log } from '../log';

/**
 * What drivers remember over restarts, one small file per connection in the data folder. A file that cannot be read or
 * written costs reading something twice, and recorded time is never written over.
 */
export function createDriverMemory(dataDir: string, log: Log): (id: ConnectionId) => DriverMemory {
  const folder = join(dataDir, 'cursors');
  return (id) => {
    const path = join(folder, `${id}.json`);
    return {
      load: () => {
        try {
          return readFileSync(path, 'utf8');
        } catch {
          return undefined;
        }
      },
      save: (text) => {
        try {
          mkdirSync(folder, { recursive: true });
          writeFileSync(`${path}.new`, text);
          renameSync(`${path}.new`, path);
        } catch (error) {
          log('warn', 'How far a source was read could not be noted', {
            connection: id,
            error: String(error),
          });
        }
      },
    };
  };
}
