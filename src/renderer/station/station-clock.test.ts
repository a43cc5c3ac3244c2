import { expect, it } from 'vitest';
import { createStationClock } from './station-clock';

it('believes the shortest round trip, until it is old', () => {
  let now = 1_000_000;
  const clock = createStationClock(() => now, false);
  expect([clock.now(), clock.errorMs()]).toEqual([now, null]);
  // The station is 500 ms ahead; the slow answer spent all of its 200 ms on the way back.
  clock.learn({ sentAt: now, stationAt: now + 500, receivedAt: now + 200 });
  expect([clock.now() - now, clock.errorMs()]).toEqual([400, 100]);
  clock.learn({ sentAt: now, stationAt: now + 501, receivedAt: now + 2 });
  expect([clock.now() - now, clock.errorMs()]).toEqual([500, 1]);
  clock.learn({ sentAt: now, stationAt: now + 900, receivedAt: now + 100 });
  expect(clock.now() - now).toBe(500);
  now += 600_000;
  clock.learn({ sentAt: now, stationAt: now + 550, receivedAt: now + 100 });
  expect([clock.now() - now, clock.errorMs()]).toEqual([500, 50]);
});

it('is the clock itself on the same machine', () => {
  const clock = createStationClock(() => 42, true);
  clock.learn({ sentAt: 0, stationAt: 9999, receivedAt: 1 });
  expect([clock.now(), clock.errorMs()]).toEqual([42, 0]);
});
