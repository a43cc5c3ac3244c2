import { expect, it } from 'vitest';
import { figureText, noiseText } from './figure-text';

it('shows as many decimals as the noise justifies', () => {
  expect([
    figureText(20.946_12, 0.004),
    figureText(1013.27, 0.6),
    figureText(401.2, 12),
    figureText(36.998, null),
    figureText(0, null),
    figureText(null, 0.1),
  ]).toEqual(['20.946', '1013.3', '401', '37.00', '0.0000', '–']);
  expect([noiseText(0.004_21), noiseText(12.3), noiseText(0)]).toEqual(['0.0042', '12', '0']);
});
