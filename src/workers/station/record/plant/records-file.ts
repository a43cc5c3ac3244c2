import { alarms012 } from '../alarms/012-alarms';
import { golden015 } from '../comparisons/015-golden';
import { completeness005 } from '../completeness/005-completeness';
import { field014 } from '../field/014-field';
import type { Migration } from '../file/migrate';
import type { FileKind } from '../file/open-database';
import { ledger007 } from '../ledger/007-ledger';
import { models006 } from '../models/006-models';
import { people008 } from '../people/008-people';
import { quality011 } from '../quality/011-quality';
import { records009 } from '../records/009-records';
import { signatures010 } from '../signatures/010-signatures';
import { workspaces013 } from '../workspaces/013-workspaces';
import { plant001 } from './001-plant';
import { sources002 } from './002-sources';
import { events003 } from './003-events';
import { notes004 } from './004-notes';

export const recordsMigrations: readonly Migration[] = [
  plant001,
  sources002,
  events003,
  notes004,
  completeness005,
  models006,
  ledger007,
  people008,
  records009,
  signatures010,
  quality011,
  alarms012,
  workspaces013,
  field014,
  golden015,
];

/** `BTwR`. */
export const recordsFile: FileKind = {
  fileName: 'records.db',
  applicationId: 0x42547752,
  newestVersion: Math.max(...recordsMigrations.map(({ version }) => version)),
};
