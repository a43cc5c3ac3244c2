import { expect, it } from 'vitest';
import { valueText } from './value-text';

it('prints the decimals of the instrument, a real minus, no minus zero, and a dash for nothing', () => {
  expect([
    valueText(34.267, 0.1),
    valueText(-1.5, 0.01),
    valueText(-0.004, 0.01),
    valueText(5.6349, 0.005),
    valueText(null, 1),
    valueText(Number.NaN, 1),
  ]).toEqual(['34.3', '−1.50', '0.00', '5.635', '–', '–']);
});
