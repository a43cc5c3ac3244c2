import { expect, test } from 'vitest';
import { createRandom } from '../plant/random';
import { calibrations, nernstMvPerPh, twoPointPh } from './calibrations';
import { campaignPlan } from './campaign-plan';

test('slope and zero have the printed values of science.md D5', () => {
  expect([20, 25, 30, 37].map((t) => nernstMvPerPh(t).toFixed(6))).toEqual([
    '58.167243',
    '59.159350',
    '60.151457',
    '61.540407',
  ]);
  const found = twoPointPh({ buffer: 7, mv: -4.2 }, { buffer: 4.01, mv: 170.6 }, 25);
  expect([found.slopeMvPerPh, found.slopePct, found.zeroPh].map((x) => x.toFixed(6))).toEqual([
    '58.461538',
    '98.820455',
    '6.928158',
  ]);
});

test('every batch of a campaign begins with calibrations that pass', () => {
  const plan = campaignPlan({ seed: 4, batches: 18, until: Date.UTC(2026, 0, 1), unitId: 'C1' });
  const found = plan.map((design) => calibrations(design, createRandom(design.seed, 22)));
  expect(found).toHaveLength(18);
  for (const one of found)
    expect(one).toMatchObject({
      simulated: true,
      ph: { passed: true },
      dissolvedOxygen: { passed: true },
      offGas: { passed: true },
    });
});
