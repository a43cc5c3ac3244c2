import { expect, it } from 'vitest';
import { brothVolumeL, expectedMassRateGH } from './mass-balance';

const flows = {
  liquids: [
    { mlH: 100, densityKgL: 0.786 },
    { mlH: 5, densityKgL: 0.9 },
  ],
  evaporationGH: 11.367494,
  ourMolLH: 0.2,
  cerMolLH: 0.11,
  volumeL: 6,
  samplesGH: 0,
};

it('sums what a broth gains and loses', () => {
  expect(expectedMassRateGH(flows).value).toBeCloseTo(78.6 + 4.5 - 11.367494 + 6 * (6.4 - 4.84), 9);
  expect(expectedMassRateGH({ ...flows, samplesGH: 40 }).value).toBeCloseTo(41.092506, 6);
  expect(expectedMassRateGH({ ...flows, volumeL: 0 }).quality).toBe('impossible');
  expect(expectedMassRateGH({ ...flows, ourMolLH: Number.NaN }).quality).toBe('not-a-number');
});

it('keeps account of the volume', () => {
  const totals = { startL: 5.5, feedsL: [0.6, 3.9], baseL: 0.4, evaporatedL: 0.5, sampledL: 0.1 };
  expect(brothVolumeL(totals).value).toBeCloseTo(9.8, 12);
  expect(brothVolumeL({ ...totals, sampledL: 20 }).quality).toBe('impossible');
  expect(brothVolumeL({ ...totals, baseL: -1 }).quality).toBe('impossible');
});
