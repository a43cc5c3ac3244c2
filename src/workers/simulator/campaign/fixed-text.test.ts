import { expect, test } from 'vitest';
import { FixedText } from './fixed-text';

test('numbers are written as toFixed writes them', () => {
  const text = new FixedText();
  const cases: [number, number][] = [
    [0, 0],
    [-0.001, 2],
    [7, 2],
    [-3.05, 2],
    [0.07, 2],
    [1.005, 3],
    [999.99, 2],
    [1000, 0],
    [-123456.7, 1],
  ];
  const written = cases.map(([value, decimals]) => {
    text.fixed(value, decimals);
    return text.take().toString();
  });
  expect(written).toEqual(cases.map(([value, decimals]) => value.toFixed(decimals).replace('-0.00', '0.00')));
  text.whole(1_791_882_180_000);
  text.whole(1_000_000);
  expect(text.take().toString()).toBe('17918821800001000000');
});
