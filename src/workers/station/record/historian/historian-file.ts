import type { Migration } from '../file/migrate';
import type { FileKind } from '../file/open-database';
import { samples001 } from './001-samples';
import { rollups002 } from './002-rollups';
import { chunks003 } from './003-chunks';
import { calibrations004 } from './004-calibrations';

export const historianMigrations: readonly Migration[] = [samples001, rollups002, chunks003, calibrations004];

/** `BTwH`. */
export const historianFile: FileKind = {
  fileName: 'historian.db',
  applicationId: 0x42547748,
  newestVersion: historianMigrations.length,
  // A chunk of cells fits a quarter of it: it then lies with its neighbours instead of in pages of its own.
  pageBytes: 16_384,
};
