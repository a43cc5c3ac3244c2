import { describe, expect, it } from 'vitest';
import {
  gasClosureCheck,
  oxygenTransferCheck,
  weightResidualCheck,
  type BalancePoint,
} from './balance-checks';
import { impossibleRate, rateLimits } from './impossible-rate';
import { loopFault } from './loop-fault';
import { rankSuspects, type SensorSuspicion } from './sensor-suspicion';
import { stuckSensor } from './stuck-sensor';
import { temperatureVote } from './temperature-vote';
import type { TimedValue } from './timed-series';

const minute = 60_000;
const series = (n: number, valueOf: (i: number) => number | null, stepMs = 30_000): TimedValue[] =>
  Array.from({ length: n }, (_, i) => ({ t: i * stepMs, value: valueOf(i) }));

describe('stuck sensor', () => {
  const moving = { tag: 'OFF', series: series(60, (i) => i), leastMove: 5 };

  it('is suspected only while something else moves', () => {
    const frozen = series(60, (i) => (i < 30 ? 5 + i / 100 : 5.3));
    expect(stuckSensor('pH', frozen, 0.01, [moving])).toEqual({
      check: 'stuck',
      suspects: ['pH'],
      since: 30 * 30_000,
      evidence: 'pH at 5.3 for 15 min while OFF moved',
    });
    expect(stuckSensor('pH', frozen, 0.01, [{ ...moving, leastMove: 100 }])).toBeNull();
    expect(stuckSensor('pH', frozen, 0.01, [])).toBeNull();
    expect(
      stuckSensor(
        'pH',
        series(60, (i) => 5.3 + (i % 2) / 100),
        0.01,
        [moving],
      ),
    ).toBeNull();
    expect(stuckSensor('pH', frozen.slice(0, 45), 0.01, [moving])).toBeNull();
    expect(stuckSensor('pH', [], 0.01, [moving])).toBeNull();
  });

  it('is not made of a gap', () => {
    const gap = [...series(5, () => 5), { t: 60 * minute, value: 5 }];
    expect(stuckSensor('pH', gap, 0.01, [moving])).toBeNull();
  });
});

describe('loop and rate', () => {
  it('names a broken wire, not a flicker', () => {
    const broken = series(10, (i) => (i < 5 ? 12 : 0), 1000);
    expect(loopFault('DO', broken)).toMatchObject({ check: 'loop', suspects: ['DO'], since: 6000 });
    expect(
      loopFault(
        'DO',
        series(10, (i) => (i === 5 ? 0 : 12), 1000),
      ),
    ).toBeNull();
  });

  it('names what moved faster than it can', () => {
    const jump = series(20, (i) => (i < 10 ? 5 : 5.4), 30_000);
    expect(impossibleRate('pH', jump, rateLimits.ph)?.evidence).toBe(
      'pH from 5 to 5.4 in 30 s, faster than 0.5 per min',
    );
    expect(
      impossibleRate(
        'pH',
        series(20, (i) => 5 + i * 0.24),
        rateLimits.ph,
      ),
    ).toBeNull();
    expect(
      impossibleRate(
        'T',
        series(20, (i) => (i < 10 ? 30 : 30.6)),
        rateLimits.tempC,
      )?.since,
    ).toBe(300_000);
    expect(
      impossibleRate(
        'DO',
        series(20, (i) => (i < 10 ? 30 : 36), 1000),
        rateLimits.doPct,
      ),
    ).not.toBeNull();
    // An hour without readings says nothing about rates.
    expect(
      impossibleRate(
        'pH',
        [
          { t: 0, value: 3 },
          { t: 60 * minute, value: 8 },
        ],
        rateLimits.ph,
      ),
    ).toBeNull();
  });
});

describe('temperature vote', () => {
  const vote = (
    minutes: number,
    third: number | null,
    second: number | null = 29.96,
  ): Parameters<typeof temperatureVote>[0] =>
    Array.from({ length: minutes * 2 + 1 }, (_, i) => ({
      t: i * 30_000,
      tempC: { Temp_Broth: 30, Temp_pH_Probe: second, Temp_DO_Probe: third },
    }));

  it('two against one', () => {
    expect(temperatureVote(vote(5, 30.6))).toMatchObject({ suspects: ['Temp_DO_Probe'], since: 0 });
    expect(temperatureVote(vote(5, 30.6))?.evidence).toBe(
      'Temp_Broth 30.00 °C, Temp_pH_Probe 29.96 °C, Temp_DO_Probe 30.60 °C for 5 min',
    );
    expect(temperatureVote(vote(4, 30.6))).toBeNull();
    expect(temperatureVote(vote(10, 30.5))).toBeNull();
  });

  it('cannot decide between two, and says nothing of one', () => {
    expect(temperatureVote(vote(6, null, 31))?.suspects.toSorted()).toEqual(['Temp_Broth', 'Temp_pH_Probe']);
    expect(temperatureVote(vote(6, null, null))).toBeNull();
    expect(temperatureVote([])).toBeNull();
  });
});

describe('balances', () => {
  const points = (
    minutes: number,
    measured: number | null,
    expected: number,
    sigma: number,
  ): BalancePoint[] =>
    Array.from({ length: minutes + 1 }, (_, i) => ({ t: i * minute, measured, expected, sigma }));

  it('gas: leak or meter', () => {
    const pairs = (measured: number): Parameters<typeof gasClosureCheck>[0] =>
      Array.from({ length: 12 }, (_, i) => ({ t: i * minute, measuredNlMin: measured, calculatedNlMin: 10 }));
    expect(gasClosureCheck(pairs(9.2))?.evidence).toBe(
      'Gas out 8.0 % below the inert balance for 11 min: leak, foam or meter',
    );
    expect(gasClosureCheck(pairs(10.8))?.suspects).toEqual(['Gas_Flow_Outlet', 'Gas_Flow_Inlet']);
    expect(gasClosureCheck(pairs(10.2))).toBeNull();
  });

  it('weight: half an hour beyond three deviations', () => {
    const found = weightResidualCheck(points(30, 20, 80, 15));
    expect(found?.evidence).toBe('Weight changes by +20 g/h, balance +80 g/h, for 30 min');
    expect(found?.suspects[0]).toBe('Feed_Glycerol');
    expect(weightResidualCheck(points(29, 20, 80, 15))).toBeNull();
    expect(weightResidualCheck(points(60, 40, 80, 15))).toBeNull();
    expect(weightResidualCheck(points(60, null, 80, 15))).toBeNull();
  });

  it('oxygen: what the gas takes against what kLa gives', () => {
    const low = oxygenTransferCheck(points(15, 100, 160, 5));
    expect(low?.evidence).toContain('DO reads low');
    expect(oxygenTransferCheck(points(15, 160, 100, 5))?.evidence).toContain('DO reads high');
    // Within what the model can be trusted with.
    expect(oxygenTransferCheck(points(60, 100, 120, 1))).toBeNull();
    expect(oxygenTransferCheck(points(60, Number.NaN, 160, 5))).toBeNull();
  });
});

it('ranks a sensor that several checks name above those that share a doubt', () => {
  const say = (check: SensorSuspicion['check'], ...suspects: string[]): SensorSuspicion => ({
    check,
    suspects,
    since: 0,
    evidence: `${check} ${suspects.join(' ')}`,
  });
  const ranked = rankSuspects([say('oxygen-transfer', 'DO', 'OffGas_O2'), say('stuck', 'OffGas_O2')]);
  expect(ranked.map(({ tag }) => tag)).toEqual(['OffGas_O2', 'DO']);
  expect(ranked[0]?.evidence).toEqual(['oxygen-transfer DO OffGas_O2', 'stuck OffGas_O2']);
  expect(rankSuspects([])).toEqual([]);
});
