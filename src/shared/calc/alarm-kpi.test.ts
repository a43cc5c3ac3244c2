import { describe, expect, it } from 'vitest';
import type { AlarmPriority } from '../model/alarm';
import { alarmFloods, groupAlarms } from './alarm-floods';
import { alarmKpi, type CountedActivation } from './alarm-kpi';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const one = (
  at: number,
  alarmId = 'DO-low',
  unitId = 'R1',
  priority: AlarmPriority = 'low',
): CountedActivation => ({
  at,
  alarmId,
  unitId,
  priority,
  returnedAt: at + minute,
});

describe('floods of alarms', () => {
  it('ALM-9 begin at the eleventh within ten minutes and end when fewer than five lie in the ten minutes past', () => {
    // Twelve, 50 s apart: the eleventh comes at 500 s; the fifth newest of the twelve (350 s) leaves at 950 s.
    const twelve = Array.from({ length: 12 }, (_, i) => one(i * 50_000, `A${i}`));
    expect(alarmFloods(twelve, hour)).toEqual([{ from: 500_000, to: 950_000, count: 12 }]);
    expect(alarmFloods(twelve, 940_000)).toEqual([{ from: 500_000, to: null, count: 12 }]);
    expect(alarmFloods(twelve.slice(0, 10), hour)).toEqual([]);
    // An hour apart each: never a flood.
    expect(
      alarmFloods(
        Array.from({ length: 30 }, (_, i) => one(i * minute)),
        hour,
      ),
    ).toEqual([]);
  });

  it('group 150 alarms of a power dip on ten units under what came first', () => {
    const leadsTo = (id: string): string[] => (id === 'Stirrer-stopped' ? ['DO-low', 'OUR-low'] : []);
    const units = Array.from({ length: 10 }, (_, i) => `R${i + 1}`);
    const storm = units.flatMap((unitId, u) => [
      one(u * 300, 'Stirrer-stopped', unitId, 'high'),
      ...Array.from({ length: 7 }, (_, k) => one(5000 + u * 100 + k, `Instrument-${k}`, unitId)),
      ...Array.from({ length: 7 }, (_, k) =>
        one(40_000 + k * 10_000 + u, k % 2 ? 'DO-low' : 'OUR-low', unitId),
      ),
    ]);
    const groups = groupAlarms(
      storm.toSorted((a, b) => a.at - b.at),
      leadsTo,
    );
    expect(storm).toHaveLength(150);
    expect(groups.length).toBeLessThanOrEqual(5);
    expect(groups[0]?.firstOut).toMatchObject({ unitId: 'R1', alarmId: 'Stirrer-stopped' });
    expect(groups.reduce((sum, { consequences }) => sum + 1 + consequences.length, 0)).toBe(150);
  });

  it('keeps apart what has nothing to do with each other', () => {
    const groups = groupAlarms(
      [one(0, 'DO-low', 'R1'), one(5000, 'pH-high', 'R2'), one(60_000, 'pH-low', 'R1')],
      () => [],
    );
    expect(groups.map(({ consequences }) => consequences.length)).toEqual([0, 0, 0]);
  });
});

describe('figures of an operating position', () => {
  it('ALM-8 equal a count by hand', () => {
    const alarms = [
      ...Array.from({ length: 12 }, (_, i) => one(hour + i * 30_000, 'pH-low', 'R1', 'medium')),
      one(5 * hour, 'DO-low', 'R2', 'high'),
      { ...one(8 * hour), returnedAt: null },
    ];
    const kpi = alarmKpi(alarms, 0, 2 * day);
    expect(kpi).toMatchObject({
      count: 14,
      perHour: 14 / 48,
      perDay: 7,
      mostInTenMin: 12,
      periodsOverTen: 1 / 288,
      byPriority: { urgent: 0, high: 1, medium: 12, low: 1 },
      indicative: true,
    });
    // From the eleventh (3,900 s) until the fifth newest (3,810 s) is ten minutes old.
    expect(kpi.timeInFlood).toBeCloseTo(510 / 172_800, 9);
    expect(kpi.topTen[0]).toEqual({ key: 'R1 pH-low', count: 12, share: 12 / 14 });
    expect(kpi.stale.map(({ at }) => at)).toEqual([8 * hour]);
    expect(alarmKpi(alarms, 0, 30 * day).indicative).toBe(false);
  });

  it('ALM-10 lists three within 59 s and not within 61 s', () => {
    const at = (...seconds: number[]) =>
      alarmKpi(
        seconds.map((s) => one(s * 1000)),
        0,
        hour,
      ).chattering;
    expect(at(0, 30, 59)).toEqual([{ key: 'R1 DO-low', times: 1 }]);
    expect(at(0, 30, 61)).toEqual([]);
  });
});
