import { expect, test } from 'vitest';
import { chanceWithin } from './chance-within';

test.each([
  // scipy.stats.binom: pmf of 21, 22 and 23 of 24; of 170 to 194 of 200; of 2550 to 2910 of 3000.
  [24, 0.7059713178765176],
  [200, 0.9904529761205644],
  [3000, 1],
])('the chance of 85 to 97 of 100 held at 0.9 is that of the binomial: %i samples', (n, chance) => {
  expect(chanceWithin(n, 0.9, 0.85, 0.97)).toBeCloseTo(chance, 9);
});
