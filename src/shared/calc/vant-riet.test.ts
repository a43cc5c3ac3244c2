import { expect, it } from 'vitest';
import { klaOfCorrelation, superficialSpeedMS } from './vant-riet';

it('follows both forms of the correlation', () => {
  const speed = superficialSpeedMS(10, 0.0346).value ?? 0;
  expect(speed).toBeCloseTo(0.004817, 7);
  expect(klaOfCorrelation(2000, speed, 'coalescing').value).toBeCloseTo(
    3600 * 0.026 * 2000 ** 0.4 * speed ** 0.5,
    9,
  );
  expect(klaOfCorrelation(2000, speed, 'salts').value).toBeCloseTo(
    3600 * 0.002 * 2000 ** 0.7 * speed ** 0.2,
    9,
  );
  expect(superficialSpeedMS(10, 0).quality).toBe('impossible');
});
