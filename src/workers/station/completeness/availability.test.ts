import { describe, expect, it } from 'vitest';
import { qualityCode } from '../../../shared/model/quality';
import type { HoleSpan } from '../record/completeness/completeness-keep';
import { figuresOf, figuresOfAll, stationFigures, verdictOf } from './availability';
import { causesOf } from './cause-line';
import { judgedAgain } from './judge-again';

const hole = (from: number, to: number, cause: HoleSpan['cause'], filled = false): HoleSpan => ({
  from,
  to,
  cause,
  fill: filled ? { source: 'edge', at: 0 } : null,
});

describe('figures of availability', () => {
  it('count time that was expected, filled holes as present, and one hole of two causes once', () => {
    const spans = [
      hole(-500, 1000, 'unknown'),
      hole(2000, 3000, 'broker-down'),
      hole(3000, 3500, 'source-down'),
      hole(5000, 6000, 'station-down', true),
      hole(7000, 7100, 'sensor-bad'),
      hole(8000, 10_000, 'not-expected'),
    ];
    expect(figuresOf({ from: 0, to: 10_000 }, spans, 0.5)).toEqual({
      expectedMs: 8000,
      missingMs: 2500,
      badMs: 100,
      filledMs: 1000,
      presentPct: 68.75,
      goodPct: 34.375,
      dropoutPct: 20,
      holes: 3,
      longest: { from: 2000, to: 3500 },
      causes: [
        { cause: 'unknown', ms: 1000, holes: 1 },
        { cause: 'broker-down', ms: 1000, holes: 1 },
        { cause: 'source-down', ms: 500, holes: 1 },
        { cause: 'sensor-bad', ms: 100, holes: 1 },
      ],
    });
  });

  it('say nothing where nothing was expected, and never more than all', () => {
    const none = figuresOf({ from: 5, to: 5 }, [], null);
    expect([none.presentPct, none.dropoutPct, verdictOf(none).complete]).toEqual([null, null, false]);
    const all = Array.from({ length: 23 }, (_, i) => figuresOf({ from: 0, to: 1000 + i / 3 }, [], 1));
    expect(figuresOfAll(all)).toMatchObject({ presentPct: 100, goodPct: 100, dropoutPct: 0 });
  });

  it('hold a batch to 95 % completeness and less than 1 % dropout', () => {
    const judged = (cause: HoleSpan['cause'], lostMs: number) => {
      const { complete, dropout } = verdictOf(figuresOf({ from: 0, to: 1000 }, [hole(0, lostMs, cause)], 1));
      return [complete, dropout];
    };
    expect(judged('broker-down', 50)).toEqual([true, true]);
    expect(judged('broker-down', 51)).toEqual([false, true]);
    expect(judged('source-down', 9)).toEqual([true, true]);
    expect(judged('sensor-bad', 10)).toEqual([true, false]);
  });

  it('count the absence of the application itself to the millisecond, from its first run on', () => {
    const hour = 3_600_000;
    const runs = [
      { startedAt: 2 * hour, aliveTo: 3 * hour },
      { startedAt: 3 * hour + 360, aliveTo: 12 * hour },
    ];
    expect(stationFigures({ from: 0, to: 12 * hour }, runs, 2 * hour)).toEqual({
      runningPct: 99.999,
      knownMs: 10 * hour,
      downMs: 360,
      starts: 2,
      longestDown: { from: 3 * hour, to: 3 * hour + 360 },
    });
  });
});

describe('causes of a hole', () => {
  const facts = {
    runs: [
      { startedAt: 0, aliveTo: 100_000 },
      { startedAt: 160_000, aliveTo: 1_000_000 },
    ],
    firstRun: 0,
    connection: [
      { source: 'plc', at: 0, state: 'online' },
      { source: 'plc', at: 60_000, state: 'offline' },
      { source: 'plc', at: 160_000, state: 'starting' },
      { source: 'plc', at: 161_000, state: 'online' },
    ],
    unit: [{ source: 'unit:R1', at: 20_000, state: 'silent' }],
  } as const;

  it('follow each other as they did: plant, broker, station, plant', () => {
    expect(causesOf({ from: 21_000, to: 200_000 }, facts, 1000)).toEqual([
      { from: 21_000, to: 60_000, cause: 'source-down' },
      { from: 60_000, to: 100_000, cause: 'broker-down' },
      { from: 100_000, to: 161_000, cause: 'station-down' },
      { from: 161_000, to: 200_000, cause: 'source-down' },
    ]);
  });

  it('give the seconds it takes to notice and to come back to the cause beside them', () => {
    expect(causesOf({ from: 98_500, to: 163_500 }, facts, 1000)).toEqual([
      { from: 98_500, to: 163_500, cause: 'station-down' },
    ]);
  });
});

it('a late sample that is bad fills no hole', () => {
  const bad = qualityCode('sensor-fault');
  const t = Array.from({ length: 300 }, (_, i) => i * 1000);
  const { spans } = judgedAgain({
    window: { from: 0, to: 300_000 },
    raw: { t, value: t.map(() => 5), quality: t.map((at) => (at >= 100_000 && at < 150_000 ? bad : 0)) },
    before: [hole(100_000, 200_000, 'broker-down')],
    cadenceMs: 1000,
    firstT: 0,
    causes: () => [],
    fill: { source: 'edge', at: 7 },
  });
  expect(spans).toEqual([
    hole(100_000, 150_000, 'sensor-bad'),
    { from: 150_000, to: 200_000, cause: 'broker-down', fill: { source: 'edge', at: 7 } },
  ]);
});
