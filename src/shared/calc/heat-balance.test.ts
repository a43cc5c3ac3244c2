import { expect, it } from 'vitest';
import { metabolicHeatW, netHeatW, warmingCH } from './heat-balance';

// Expected numbers: science.md D4 and worked_examples.json (heat).
it('has the heat of A1', () => {
  // The worked 145.395 W belongs to an OUR rounded to 0.185611 mol/L/h; all digits of A1 give 145.398 W.
  expect(metabolicHeatW(0.185611, 6).value).toBeCloseTo(145.39528333333334, 10);
  expect((metabolicHeatW(0.185611, 6).value ?? 0) / 6).toBeCloseTo(24.232547222222223, 10);
  expect(metabolicHeatW(0.1856150173998392, 6).value).toBeCloseTo(145.39843, 5);
  expect(metabolicHeatW(0.2, 0).quality).toBe('impossible');
});

it('balances heat', () => {
  const flows = {
    metabolicW: 145.395,
    gassedPowerW: 50,
    evaporationGH: 11.367494,
    brothC: 30,
    jacketC: 24,
    ambientC: 22,
    jacketWK: 25,
    ambientWK: 1.2,
  };
  const net = 145.395 + 45 - 150 - 9.6 - (11.367494 * 2430) / 3600;
  expect(netHeatW(flows).value).toBeCloseTo(net, 9);
  expect(warmingCH(flows, 6).value).toBeCloseTo((net * 3600) / (6 * 4180), 9);
  expect(warmingCH(flows, 0).quality).toBe('impossible');
  expect(netHeatW({ ...flows, brothC: Number.NaN }).quality).toBe('not-a-number');
});
