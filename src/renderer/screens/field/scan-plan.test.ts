import { expect, it } from 'vitest';
import { connectionIdSchema } from '../../../shared/model/identity';
import { hostsOf, scanPlanOf } from './scan-plan';

it('asks free ports for the bus ids that makers set first, and reads hosts as typed', () => {
  const ports = [
    { path: '/dev/ttyUSB0', usedBy: null },
    { path: '/dev/ttyUSB1', usedBy: connectionIdSchema.parse('bus') },
  ];
  const cards = [
    { busId: 100, bauds: [9600] },
    { busId: null, bauds: [] },
    // Any address: no slave of a bus.
    { busId: 254, bauds: [] },
  ];
  expect(scanPlanOf('quick', ports, cards, [])).toMatchObject({
    ports: ['/dev/ttyUSB0'],
    busIds: [100, 1, 2, 3],
  });
  expect(scanPlanOf('thorough', ports, cards, []).busIds).toHaveLength(247);
  expect(hostsOf('10.0.0.5, analyser.local:1502')).toEqual([
    { host: '10.0.0.5', port: 502 },
    { host: 'analyser.local', port: 1502 },
  ]);
  expect([hostsOf(''), hostsOf('10.0.0.5:99999'), hostsOf('a b:c')]).toEqual([[], null, null]);
});
