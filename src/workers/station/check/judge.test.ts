import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../shared/model/channel';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelId, unitIdSchema } from '../../../shared/model/identity';
import { qualityOf } from '../../../shared/model/quality';
import type { Reading } from '../../../shared/model/reading';
import { createJudge, judge } from './judge';

const now = Date.UTC(2026, 2, 1, 12);

function channel(tag: string): Channel {
  const definition = catalogueFor('15L').find((candidate) => candidate.tag === tag);
  if (!definition) throw new Error(tag);
  return { ...definition, id: channelId('R1', tag), series: 4, unitId: unitIdSchema.parse('R1') };
}

function reading(more: Partial<Reading>): Reading {
  return { unitKey: 'R1', tag: 'x', value: 30, sourceTime: now, seenTime: now, ...more };
}

/** Quality ids of a run of readings, one second apart unless they carry their own time. */
function verdicts(tag: string, readings: readonly (Partial<Reading> | number)[], stepMs = 1000): string[] {
  const of = channel(tag);
  const state = createJudge(of);
  return readings.map((entry, index) => {
    const at = now + index * stepMs;
    const more = typeof entry === 'number' ? { value: entry } : entry;
    return qualityOf(judge(state, of, reading({ sourceTime: at, seenTime: at, ...more })).quality).id;
  });
}

describe('one reading', () => {
  it.each<[string, string, Partial<Reading>, string]>([
    ['inside the range', 'Temp_Broth', {}, 'good'],
    ['at the limits', 'Temp_Broth', { value: 35 }, 'good'],
    ['below', 'Temp_Broth', { value: 24.9 }, 'below-range'],
    ['above', 'Temp_Broth', { value: 35.1 }, 'above-range'],
    ['impossible', 'Temp_Broth', { value: 130.1 }, 'impossible'],
    ['nothing measured', 'Temp_Broth', { value: null }, 'not-a-number'],
    ['not a number', 'Temp_Broth', { value: null, fault: 'not-a-number' }, 'not-a-number'],
    ['infinite', 'Temp_Broth', { value: Number.POSITIVE_INFINITY }, 'not-a-number'],
    ['the same unit in another spelling', 'Temp_Broth', { unit: 'deg C' }, 'good'],
    ['another unit', 'Temp_Broth', { unit: '°F' }, 'wrong-unit'],
    ['a unit on a pure number', 'pH', { value: 5, unit: 'pH' }, 'good'],
    ['grams for kilograms', 'Weight', { value: 12, unit: 'g' }, 'wrong-unit'],
    ['litres at another state', 'Gas_Flow_Inlet', { value: 5, unit: 'SL/min' }, 'wrong-unit'],
    ['gauge pressure', 'Reactor_Pressure', { value: 1.1, unit: 'barg' }, 'wrong-unit'],
    ['device fault', 'Temp_Broth', { fault: 'sensor-fault' }, 'sensor-fault'],
    [
      'device fault and nothing measured',
      'Temp_Broth',
      { value: null, fault: 'sensor-fault' },
      'sensor-fault',
    ],
    ['source doubt', 'Temp_Broth', { fault: 'uncertain-source' }, 'uncertain-source'],
    ['in calibration', 'Temp_Broth', { fault: 'check-function' }, 'check-function'],
    [
      'bad outweighs a doubt that came first',
      'Temp_Broth',
      { fault: 'uncertain-source', value: 200 },
      'impossible',
    ],
    [
      'of two bad ones the first stays',
      'Temp_Broth',
      { fault: 'bad-source', unit: 'K', value: 303 },
      'bad-source',
    ],
    ['retained without time', 'Temp_Broth', { retained: true, sourceTime: null }, 'retained'],
    ['retained with time', 'Temp_Broth', { retained: true, sourceTime: now - 60_000 }, 'good'],
  ])('%s', (_name, tag, more, expected) => {
    const sample = judge(createJudge(channel(tag)), channel(tag), reading(more));
    expect(qualityOf(sample.quality).id).toBe(expected);
    const given = more.value === undefined ? 30 : more.value;
    expect(sample.value).toBe(given !== null && Number.isFinite(given) ? given : null);
  });

  it.each<[string, number | null, number, string]>([
    ['no source time', null, now, 'good'],
    ['late data keep their time', now - 40 * 3_600_000, now - 40 * 3_600_000, 'good'],
    ['broken milliseconds', now - 0.4, now, 'good'],
    ['5 s ahead', now + 5000, now + 5000, 'good'],
    ['more than 5 s ahead', now + 5001, now + 5001, 'clock-skew'],
    ['a day ahead', now + 86_400_000, now + 86_400_000, 'clock-skew'],
    ['more than a day ahead', now + 86_400_001, now, 'clock-implausible'],
    ['next century', Date.UTC(2126, 0, 1), now, 'clock-implausible'],
    ['beyond any calendar', 1e300, now, 'clock-implausible'],
    ['1970', 12, now, 'clock-implausible'],
    ['last moment of 1999', Date.UTC(2000, 0, 1) - 1, now, 'clock-implausible'],
    ['2000', Date.UTC(2000, 0, 1), Date.UTC(2000, 0, 1), 'good'],
    ['before 1970', -5, now, 'clock-implausible'],
    ['not a time', Number.NaN, now, 'clock-implausible'],
  ])('time: %s', (_name, sourceTime, t, expected) => {
    const sample = judge(createJudge(channel('Temp_Broth')), channel('Temp_Broth'), reading({ sourceTime }));
    expect({ t: sample.t, quality: qualityOf(sample.quality).id }).toEqual({ t, quality: expected });
  });
});

describe('movement', () => {
  it('marks a single jump and believes the value after it', () => {
    expect(verdicts('Temp_Broth', [30, 34, 30.02, 30])).toEqual(['good', 'spike', 'good', 'good']);
  });

  it('believes a step that lasts three samples', () => {
    expect(verdicts('DO', [30, 80, 80.1, 80, 80.2, 30])).toEqual([
      'good',
      'spike',
      'spike',
      'good',
      'good',
      'spike',
    ]);
  });

  it('does not believe three different jumps', () => {
    expect(verdicts('DO', [30, 80, 10, 200, 30])).toEqual(['good', 'spike', 'spike', 'spike', 'good']);
  });

  it('takes the time between samples into account', () => {
    expect(verdicts('Temp_Broth', [30, 34], 5000)).toEqual(['good', 'good']);
  });

  it('does not measure from a value it could not trust', () => {
    expect(
      verdicts('DO', [
        30,
        { value: 90, fault: 'sensor-fault' },
        { value: 499 },
        { value: 90, unit: 'mg/L' },
        30,
      ]),
    ).toEqual(['good', 'sensor-fault', 'spike', 'wrong-unit', 'good']);
  });

  it('calls a value stuck when it has not moved for longer than the channel allows', () => {
    const still = verdicts(
      'pH',
      Array.from({ length: 11 }, () => 5),
      61_000,
    ).slice(-2);
    const seconds = verdicts(
      'pH',
      Array.from({ length: 603 }, (_, index) => (index === 602 ? 5.01 : 5)),
    );
    // A minute between samples is a gap at a cadence of one second: nobody knows what happened in between.
    expect(still).toEqual(['good', 'good']);
    expect(seconds.slice(599)).toEqual(['good', 'good', 'stuck', 'good']);
  });

  it('does not call a set point stuck', () => {
    expect(
      new Set(
        verdicts(
          'Stir_SP',
          Array.from({ length: 700 }, () => 800),
        ),
      ),
    ).toEqual(new Set(['good']));
  });

  it('gives a duplicate the verdict of the first', () => {
    const twice = { value: 80, sourceTime: now + 1000, seenTime: now + 1000 };
    expect(verdicts('DO', [30, twice, twice, 30])).toEqual(['good', 'spike', 'spike', 'good']);
  });

  it('is not disturbed by late samples', () => {
    const late = { value: 250, sourceTime: now - 3_600_000 };
    const run: (number | Partial<Reading>)[] = Array.from({ length: 602 }, () => 30);
    run.splice(300, 0, late);
    const found = verdicts('DO', run);
    expect([found[300], found[301], found.at(-1)]).toEqual(['good', 'good', 'stuck']);
  });

  it('goes on judging behind a clock that is ahead', () => {
    const ahead = (index: number, value: number): Partial<Reading> => ({
      value,
      sourceTime: now + 3_600_000 + index * 1000,
    });
    // One message from the future must not make everything after it look late.
    expect(verdicts('DO', [30, ahead(1, 30), 30, 90, 30])).toEqual([
      'good',
      'clock-skew',
      'good',
      'spike',
      'good',
    ]);
  });

  it('does not take a retained value of unknown age for a movement', () => {
    expect(verdicts('DO', [30, { value: 90, retained: true, sourceTime: null }, 30.1])).toEqual([
      'good',
      'retained',
      'good',
    ]);
  });
});
