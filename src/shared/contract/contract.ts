import { audit } from './audit';
import { changeControl } from './change-control';
import { alarms } from './alarms';
import { comparisons } from './comparisons';
import { completeness } from './completeness';
import { backfill } from './backfill';
import { bridges } from './bridges';
import { calibrations } from './calibrations';
import { connections } from './connections';
import { derived } from './derived';
import { devices } from './devices';
import { exports } from './exports';
import { features } from './features';
import { field } from './field';
import { imports } from './imports';
import { keeping } from './keeping';
import { live } from './live';
import { models } from './models';
import { people } from './people';
import { phases } from './phases';
import { records } from './records';
import { reports } from './reports';
import { quality } from './quality';
import { replays } from './replays';
import { series } from './series';
import { signing } from './signing';
import { simulator } from './simulator';
import { events, station } from './station';
import { tables } from './tables';
import { training } from './training';
import { demo, readings, twin } from './twin';
import { batches, units } from './units';
import { workspaces } from './workspaces';

/** Every verb the station answers, on whichever transport. */
export const contract = {
  station,
  events,
  alarms,
  units,
  batches,
  live,
  series,
  connections,
  comparisons,
  completeness,
  twin,
  readings,
  demo,
  imports,
  tables,
  exports,
  keeping,
  simulator,
  derived,
  devices,
  features,
  phases,
  backfill,
  bridges,
  calibrations,
  training,
  models,
  audit,
  people,
  records,
  quality,
  signing,
  replays,
  reports,
  workspaces,
  changeControl,
  field,
};
export type Contract = typeof contract;
