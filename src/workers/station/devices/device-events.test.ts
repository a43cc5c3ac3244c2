import { expect, it } from 'vitest';
import type { DeviceStatus } from '../../../shared/model/device';
import { connectionIdSchema } from '../../../shared/model/identity';
import { createDeviceEvents } from './device-events';
import { createDeviceStatuses, noiseOf } from './device-statuses';

const status = (state: DeviceStatus['state'], since: number, value: number | null = 1): DeviceStatus => ({
  connectionId: connectionIdSchema.parse('gas'),
  device: '100',
  driverId: 'probe',
  driverWords: 'Probe',
  unitId: null,
  identity: { manufacturer: '', model: '', serialNumber: '', firmware: '' },
  state,
  since,
  words: state === 'good' ? '' : '3.5 mA',
  errors: {},
  answers: 1,
  cycleMs: 1,
  lastAnswerAt: since,
  swapOffered: false,
  values: [
    {
      reading: 'o2',
      words: 'O2',
      unit: '%',
      tag: '',
      raw: '',
      value,
      at: since,
      doubt: '',
      noise: null,
      recent: [],
    },
  ],
});

it('tells a failure that lasts once, its end once, and a single bad answer never', () => {
  const said: string[] = [];
  const events = createDeviceEvents({
    began: (_key, { kind, words }) => void said.push(`${kind}: ${words}`),
    ended: (_key, words) => void said.push(words),
    nameOf: ({ driverWords }) => driverWords,
  });
  events.look([status('failure', 1000)], 2000);
  events.look([status('good', 2500)], 6000);
  expect(said).toEqual([]);
  events.look([status('failure', 7000)], 10_000);
  events.look([status('failure', 7000)], 11_000);
  events.look([status('good', 12_000)], 13_000);
  events.look([status('good', 12_000)], 15_000);
  expect(said).toEqual(['device-failure: Probe: F Failure. 3.5 mA', 'Probe is good again']);
});

it('keeps two minutes of numbers, their noise, and says that nobody reads them when the link went', () => {
  const statuses = createDeviceStatuses(() => 200_000);
  for (let t = 0; t <= 180_000; t += 1000)
    statuses.take(status('good', 0).connectionId, [status('good', t, t % 2000 === 0 ? 5 : 7)]);
  const [live] = statuses.list(null, true);
  expect(live?.values[0]?.recent[0]?.[0]).toBe(60_000);
  expect(live?.values[0]?.noise).toBeCloseTo(1, 1);
  expect(statuses.list(null, false)[0]?.values[0]?.recent).toEqual([]);
  statuses.gone(status('good', 0).connectionId, 'Unplugged');
  expect(statuses.list(null, false)[0]).toMatchObject({
    state: 'failure',
    words: 'Unplugged',
    since: 200_000,
  });
  statuses.keepOnly(new Set());
  expect(statuses.list(null, true)).toEqual([]);
});

it('a steady drift is no noise', () => {
  const points = Array.from({ length: 60 }, (_, i): [number, number] => [i * 1000, 20 + i * 0.01]);
  expect(noiseOf(points)).toBeCloseTo(0, 9);
  expect(noiseOf(points.slice(0, 9))).toBeNull();
});
