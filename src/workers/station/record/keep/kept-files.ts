import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Folders beside the two databases that a station is not whole without: its models, and field files merged or recorded. */
export const keptFolders = ['models', 'field'] as const;

/** Every file in them, by its path in the data folder with `/`; what is still being written ends in `.part`. */
export function keptFiles(dataDir: string): string[] {
  return keptFolders
    .filter((folder) => existsSync(join(dataDir, folder)))
    .flatMap((folder) => readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part') && !entry.name.startsWith('.'))
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}
