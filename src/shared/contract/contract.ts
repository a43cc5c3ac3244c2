import { connections } from './connections';
import { derived } from './derived';
import { imports } from './imports';
import { live } from './live';
import { phases } from './phases';
import { series } from './series';
import { simulator } from './simulator';
import { events, station } from './station';
import { demo, readings, twin } from './twin';
import { batches, units } from './units';

/** Every verb the station answers, on whichever transport. */
export const contract = {
  station,
  events,
  units,
  batches,
  live,
  series,
  connections,
  twin,
  readings,
  demo,
  imports,
  simulator,
  derived,
  phases,
};
export type Contract = typeof contract;
