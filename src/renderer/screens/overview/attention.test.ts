import { expect, test } from 'vitest';
import { qualityCode } from '../../../shared/model/quality';
import type { QualityId } from '../../../shared/model/quality';
import type { Latest } from '../../station/live-store';
import { judgeUnit } from './attention';

const now = 100_000_000;
const channels = [
  { tag: 'pH', name: 'pH', kind: 'measured', series: 1, cadenceMs: 1000 },
  { tag: 'DO', name: 'Dissolved oxygen', kind: 'measured', series: 2, cadenceMs: 1000 },
  { tag: 'RQ', name: 'Respiratory quotient', kind: 'derived', series: 3, cadenceMs: 30_000 },
  { tag: 'OD_pred', name: 'OD600 predicted', kind: 'predicted', series: 4, cadenceMs: 30_000 },
  {
    tag: 'OD_pred_low',
    name: 'OD600 predicted, lower 90 %',
    kind: 'predicted',
    series: 5,
    cadenceMs: 30_000,
  },
] as const;

const sample = (quality: QualityId = 'good', ageMs = 500): Latest => ({
  t: now - ageMs,
  seenAt: now - ageMs,
  value: 1,
  quality: qualityCode(quality),
});

/** Judges with the samples given for series 1, 2, 3...; undefined is "never seen". */
function judge(samples: readonly (Latest | undefined)[], batchRuns = true) {
  return judgeUnit(
    channels,
    (series) => samples[series - 1],
    now,
    (ms) => `T${ms}`,
    batchRuns,
  ).attention.map(({ severity, words }) => `${severity}: ${words}`);
}

test('nothing to say when all is good and fresh', () => {
  expect(judge([sample(), sample(), sample(), sample(), sample()])).toEqual([]);
});

test('the gravest comes first, one sentence per reason', () => {
  const stuck = sample('stuck');
  expect(judge([stuck, stuck, sample(), sample('impossible'), sample('impossible')])).toEqual([
    'alarm: OD600 predicted: outside what is physically possible',
    'warn: pH, Dissolved oxygen: value has not moved at full resolution',
  ]);
});

test('one channel that stays away is named with its last time; lost is graver than stale', () => {
  expect(judge([sample('good', 4000), sample(), sample(), sample(), sample()])).toEqual([
    'warn: pH: no value since T99996000',
  ]);
  expect(judge([sample('good', 31_000), sample(), sample(), sample(), sample()])).toEqual([
    'alarm: pH: no value since T99969000',
  ]);
});

test('a silent unit is one sentence', () => {
  const old = sample('good', 400_000);
  expect(judge([old, sample('stuck', 450_000), old, old, old])).toEqual([
    'alarm: Nothing arrives from this unit since T99600000',
  ]);
});

test('what a young culture cannot tell yet is said without colour', () => {
  expect(judge([sample(), sample(), sample('low-signal'), undefined, undefined])).toEqual([
    'note: Respiratory quotient: signal too small to compute from',
    'note: OD600 predicted: no value yet',
  ]);
});

test('a unit that never spoke is not an alarm', () => {
  expect(judge([])).toEqual(['note: No data yet from this unit']);
});

test('a unit without a batch is at rest after a day of silence, and nothing is computed for it', () => {
  const day = 24 * 3_600_000;
  const silent = (ms: number) => [sample('good', ms), sample('good', ms), undefined, undefined, undefined];
  expect(judge(silent(day + 1), false)).toEqual(['note: No batch is running']);
  expect(judge(silent(day - 1), false)).toEqual([
    `alarm: Nothing arrives from this unit since T${now - day + 1}`,
  ]);
  expect(judge(silent(day + 1))).toEqual([`alarm: Nothing arrives from this unit since T${now - day - 1}`]);
  expect(judge([sample(), sample('stuck'), undefined, sample('good', day), undefined], false)).toEqual([
    'warn: Dissolved oxygen: value has not moved at full resolution',
  ]);
});

test('an instrument beyond its range is to be looked at, a computed value beyond the usual is only told', () => {
  expect(judge([sample('above-range'), sample(), sample('above-range'), sample(), sample()])).toEqual([
    'warn: pH: above the channel range',
    'note: Respiratory quotient: above the channel range',
  ]);
});

test('a unit whose whole past was just imported is at rest, not silent', () => {
  const long = 45 * 24 * 3_600_000;
  const measured = [{ tag: 'pH', name: 'pH', kind: 'measured', series: 1, cadenceMs: 1000 }] as const;
  const imported = { t: long, value: 5, quality: 0, seenAt: 2 * long };
  const judged = judgeUnit(measured, () => imported, 2 * long + 60_000, String, false);
  expect(judged).toMatchObject({ freshness: 'never', freshnessWords: 'At rest' });
});
