import { describe, expect, it } from 'vitest';
import type { WireMessage } from './dialects/encoder';
import { createFleet } from './fleet';
import { createPlantClock } from './plant-clock';
import { createFleetRunner, mostInFlight } from './run-fleet';

const start = Date.UTC(2025, 10, 24, 16);

describe('plant clock', () => {
  it('runs at its speed, never ahead of the real one, and then in step with it', () => {
    const clock = createPlantClock(1_000_000, 1_000_000 - 590_000, 60);
    expect(clock.at(1_001_000)).toBe(470_000);
    expect(clock.caughtUp()).toBe(false);
    expect(clock.at(1_010_000)).toBe(1_010_000);
    expect(clock.caughtUp()).toBe(true);
    expect(clock.at(1_020_000)).toBe(1_020_000);
    expect(clock.at(1_015_000)).toBe(1_020_000);
  });
});

describe('a fleet', () => {
  const collect = (seed: number): { readings: WireMessage[]; announcements: WireMessage[] } => {
    const readings: WireMessage[] = [];
    const announcements: WireMessage[] = [];
    const to = {
      reading: (message: WireMessage) => readings.push(message),
      announcement: (message: WireMessage) => announcements.push(message),
    };
    const fleet = createFleet({ dialect: 'bt', units: 2, preset: '15L', seed, atHour: 1 }, start);
    fleet.announceAll(to);
    while (fleet.stepOne(start + 30_000, to));
    expect(fleet.plantTime()).toBe(start + 30_000);
    return { readings, announcements };
  };

  it('says every tag of every unit each second, the weight each tenth, the same for one seed', () => {
    const { readings, announcements } = collect(5);
    expect(announcements.map((message) => message.topic)).toEqual(['bt/R1/batch', 'bt/R2/batch']);
    const of = (topic: string): number => readings.filter((message) => message.topic === topic).length;
    expect([of('bt/R1/pH'), of('bt/R2/pH'), of('bt/R2/Weight'), readings.length]).toEqual([
      30,
      30,
      3,
      2 * (22 * 30 + 3),
    ]);
    const times = readings.map((message) => Number(JSON.parse(message.payload).t));
    expect([Math.min(...times), Math.max(...times)]).toEqual([start + 1000, start + 30_000]);
    expect(collect(5)).toEqual({ readings, announcements });
    expect(collect(6).readings).not.toEqual(readings);
  });

  it('ends a batch at its last hour and begins the next', () => {
    const announcements: WireMessage[] = [];
    const to = { reading: () => undefined, announcement: (m: WireMessage) => void announcements.push(m) };
    const fleet = createFleet({ dialect: 'pichia', units: 1, preset: '1L', seed: 1, atHour: 36 }, start);
    expect(fleet.stepOne(start + 1000, to)).toBe(true);
    const [ended, begun] = announcements.map((message) => JSON.parse(message.payload));
    expect(ended).toMatchObject({ endedAt: '2025-11-24T16:00:00.000+00:00', simulated: true, scale: '1L' });
    expect(begun).toMatchObject({ inoculatedAt: '2025-11-24T16:00:00.000+00:00', startVolumeL: 1 });
    expect(begun.batch).not.toBe(ended.batch);
    expect(fleet.ages()).toEqual([1 / 3600]);
  });

  it('waits for the broker when it takes nothing, and loses nothing', () => {
    const waiting: (() => void)[] = [];
    const seen: string[] = [];
    const fleet = createFleet({ dialect: 'bt', units: 1, preset: '1L', seed: 1, atHour: 0 }, start);
    const clock = createPlantClock(start, start, 1);
    const runner = createFleetRunner(fleet, clock, (message, _retain, done) => {
      seen.push(message.topic + message.payload);
      waiting.push(done);
    });
    const now = start + 1_000_000;
    while (runner.advance(now, 100));
    expect(runner.counts.sent).toBeGreaterThanOrEqual(mostInFlight);
    expect(runner.counts.sent).toBeLessThan(mostInFlight + 23);
    while (fleet.plantTime() < now) {
      for (const done of waiting.splice(0)) done();
      while (runner.advance(now, 100));
    }
    expect(new Set(seen).size).toBe(1 + 1000 * 22 + 100);
  });
});
