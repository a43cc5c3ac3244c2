import { readNumber } from '../read-number';
import { readNothing, type Dialect } from './dialect';
import { readBatch } from './read-batch';

/** The Pichia topic tree: one bare number per topic, no time, no unit. */
export const pichia: Dialect = {
  topics: ['bioprocess/pichia/#'],
  rules: [
    { pattern: 'bioprocess/pichia/{unit}/sensors/{tag+}', payload: 'sensor', read: readNumber },
    {
      pattern: 'bioprocess/pichia/{unit}/pressure/{tag}',
      tag: 'pressure/{tag}',
      payload: 'sensor',
      read: readNumber,
    },
    {
      pattern: 'bioprocess/pichia/{unit}/offgas/{tag}',
      tag: 'offgas/{tag}',
      payload: 'sensor',
      read: readNumber,
    },
    {
      pattern: 'bioprocess/pichia/{unit}/telemetry/{tag}',
      tag: 'telemetry/{tag}',
      payload: 'sensor',
      read: readNumber,
    },
    {
      pattern: 'bioprocess/pichia/{unit}/control/{tag}',
      tag: 'control/{tag}',
      payload: 'sensor',
      read: readNumber,
    },
    {
      pattern: 'bioprocess/pichia/{unit}/manual_events/batch',
      payload: 'announcement',
      read: readBatch,
    },
    {
      pattern: 'bioprocess/pichia/{unit}/manual_events/{tag+}',
      payload: 'no-reading',
      read: readNothing,
    },
    { pattern: 'bioprocess/pichia/{unit}/alarms/{tag+}', payload: 'no-reading', read: readNothing },
  ],
};
