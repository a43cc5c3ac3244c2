import { describe, expect, it } from 'vitest';
import { equipmentHealth, residualHealth, vibrationZone } from './equipment-health';
import { batchOee, discreteOee, type Oee } from './oee';
import { remainingLife } from './remaining-life';

const digits = (oee: Oee): (string | undefined)[] =>
  [oee.availability, oee.performance, oee.quality, oee.oee].map(({ value }) => value?.toFixed(9));

// Expected numbers: science.md D12 and worked_examples.json (oee, oee_batch, rul).
describe('OEE', () => {
  it('of pieces', () => {
    const shift = { plannedMin: 420, downMin: 47, idealSPerPiece: 1, made: 19271, bad: 423 };
    expect(digits(discreteOee(shift))).toEqual(['0.888095238', '0.861081323', '0.978049920', '0.747936508']);
    expect(discreteOee(shift).oee.value).toBeCloseTo(18848 / 25200, 12);
    expect(discreteOee({ ...shift, made: 0, bad: 0 }).oee).toEqual({ value: null, quality: 'low-signal' });
    expect(discreteOee({ ...shift, bad: 20000 }).oee.quality).toBe('impossible');
    expect(discreteOee({ ...shift, plannedMin: 0 }).oee.quality).toBe('impossible');
  });

  it('of batches', () => {
    const year = { plannedH: 1400, unplannedDownH: 98, idealHPerBatch: 110, started: 11, accepted: 10 };
    expect(digits(batchOee(year))).toEqual(['0.930000000', '0.929339478', '0.909090909', '0.785714286']);
    expect(batchOee({ ...year, unplannedDownH: 1400 }).oee.quality).toBe('low-signal');
  });
});

describe('remaining life', () => {
  const slopes = { days: [0, 7, 14, 21, 28], values: [99.1, 98.6, 98, 97.3, 96.9], limit: 95 };

  it('reaches the limit when the worked trend says, and says how sure that is', () => {
    const life = remainingLife(slopes);
    expect(life.slopePerDay).toBeCloseTo(-0.08142857142857107, 12);
    expect(life.intercept).toBeCloseTo(99.11999999999999, 10);
    expect(life.days.value).toBeCloseTo(22.596491228070278, 8);
    expect(life.p ?? 1).toBeLessThan(0.001);
    expect(life.earliestDays ?? 99).toBeLessThan(22);
    expect(life.latestDays ?? 0).toBeGreaterThan(23);
    const weighted = remainingLife({ ...slopes, weights: [1, 1, 1, 1, 1] });
    expect(weighted.days.value).toBeCloseTo(22.596491228070278, 8);
  });

  it('shows nothing of a trend that is none, of three points, or that goes the other way', () => {
    expect(remainingLife({ ...slopes, values: [98, 99, 98, 99, 98.5] }).days.quality).toBe('low-signal');
    expect(remainingLife({ days: [0, 7, 14], values: [99, 98, 97], limit: 95 }).days.quality).toBe(
      'missing-input',
    );
    expect(remainingLife({ ...slopes, limit: 103 }).days.quality).toBe('low-signal');
    expect(remainingLife({ ...slopes, days: [3, 3, 3, 3, 3] }).days.quality).toBe('low-signal');
    expect(remainingLife({ ...slopes, limit: 98 }).days.value).toBe(0);
  });

  it('follows what wears by a share', () => {
    const days = [0, 10, 20, 30, 40];
    const values = days.map((d, i) => 100 * Math.exp(-0.01 * d) * (i % 2 === 0 ? 1.001 : 0.999));
    const { days: left } = remainingLife({ days, values, limit: 50, logarithmic: true });
    expect(left.value).toBeCloseTo(Math.log(2) / 0.01 - 40, 0);
    expect(remainingLife({ ...slopes, limit: -1, logarithmic: true }).days.quality).toBe('impossible');
  });
});

describe('health', () => {
  it('is held down by the worst that counts, and says by what', () => {
    const subs = [
      { name: 'pH slope', value: 62, weight: 1 },
      { name: 'pH response', value: 10, weight: 0.2 },
      { name: 'pH offset', value: null, weight: 1 },
    ];
    expect(equipmentHealth(subs)).toEqual({ index: { value: 62, quality: 'good' }, reason: 'pH slope 62' });
    expect(equipmentHealth([]).index.quality).toBe('missing-input');
  });

  it('of a drive falls with what the load does not explain', () => {
    expect(residualHealth([0, 0, 0], 2).value).toBe(1);
    expect(
      residualHealth(
        Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1 : -1)),
        2,
      ).value,
    ).toBeCloseTo(0.5, 9);
    expect(residualHealth([9, 9], 2).value).toBe(0);
    expect(residualHealth([Number.NaN], 2).quality).toBe('missing-input');
    expect(residualHealth([1], 0).quality).toBe('impossible');
  });

  it('knows the zones of vibration', () => {
    expect([0, 1.4, 1.41, 2.8, 4.5, 4.6, Number.NaN].map((v) => vibrationZone(v))).toEqual([
      'A',
      'A',
      'B',
      'B',
      'C',
      'D',
      null,
    ]);
    expect(vibrationZone(1, [3, 2, 1])).toBeNull();
  });
});
