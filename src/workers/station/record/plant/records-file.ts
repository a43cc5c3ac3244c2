import type { Migration } from '../file/migrate';
import type { FileKind } from '../file/open-database';
import { plant001 } from './001-plant';
import { sources002 } from './002-sources';
import { events003 } from './003-events';

export const recordsMigrations: readonly Migration[] = [plant001, sources002, events003];

/** `BTwR`. */
export const recordsFile: FileKind = {
  fileName: 'records.db',
  applicationId: 0x42547752,
  newestVersion: recordsMigrations.length,
};
