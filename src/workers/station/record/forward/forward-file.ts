import type { Migration } from '../file/migrate';
import type { FileKind } from '../file/open-database';
import { queue001 } from './001-queue';

export const forwardMigrations: readonly Migration[] = [queue001];

/** `BTwF`. */
export const forwardFile: FileKind = {
  fileName: 'forward.db',
  applicationId: 0x42547746,
  newestVersion: forwardMigrations.length,
};
