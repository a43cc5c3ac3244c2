import { expect, it } from 'vitest';
import { acceptsGasCheck, calibratedReading, calibrateTwoPoint } from './analyser-calibration';
import { batchesBetween, calibrationDrift } from './calibration-drift';
import { doPctOfCurrent } from './do-calibration';

// Expected numbers: science.md D5 and worked_examples.json (DO_cal).
it('reads oxygen from a probe current', () => {
  expect(doPctOfCurrent(25, { zeroNa: 0.8, fullNa: 61.2 }).value).toBeCloseTo(40.06622516556291, 10);
  expect(doPctOfCurrent(25, { zeroNa: 60, fullNa: 60 }).quality).toBe('impossible');
  expect(doPctOfCurrent(Number.NaN, { zeroNa: 0.8, fullNa: 61.2 }).quality).toBe('not-a-number');
});

it('puts an analyser right on two gases', () => {
  const line = calibrateTwoPoint({ reference: 0, reading: 0.05 }, { reference: 20.9, reading: 20.75 });
  if (typeof line === 'string') throw new Error(line);
  expect(calibratedReading(0.05, line).value).toBeCloseTo(0, 12);
  expect(calibratedReading(20.75, line).value).toBeCloseTo(20.9, 12);
  expect(calibrateTwoPoint({ reference: 0, reading: 5 }, { reference: 20.9, reading: 5 })).toBe('impossible');
  expect([acceptsGasCheck('zero', -0.1), acceptsGasCheck('zero', 0.11)]).toEqual([true, false]);
  expect([20.7, 21.1, 20.69, Number.NaN].map((o2) => acceptsGasCheck('air-span', o2))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it('flags what drifted beyond its limit, and every batch since', () => {
  const gas = { kind: 'gasPct', before: 21.15, reference: 20.9, days: 7 } as const;
  expect(calibrationDrift(gas)).toMatchObject({ drift: { value: expect.closeTo(0.25, 12) }, flagged: true });
  expect(calibrationDrift(gas).perDay.value).toBeCloseTo(0.25 / 7, 12);
  expect(calibrationDrift({ ...gas, before: 21.1 }).flagged).toBe(false);
  const limits = [
    ['ph', 7.21, 7],
    ['doPct', 94.9, 100],
    ['tempC', 30.31, 30],
  ] as const;
  expect(
    limits.map(([kind, before, reference]) => calibrationDrift({ kind, before, reference, days: 1 }).flagged),
  ).toEqual([true, true, true]);
  expect(calibrationDrift({ ...gas, days: 0 }).perDay.quality).toBe('low-signal');
  const batches = [
    { id: 'old', from: 0, to: 5 },
    { id: 'cut', from: 8, to: 12 },
    { id: 'running', from: 18, to: null },
    { id: 'later', from: 21, to: null },
  ];
  expect(batchesBetween(batches, 10, 20)).toEqual(['cut', 'running']);
});
