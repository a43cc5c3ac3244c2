import { expect, test } from 'vitest';
import type { TwinAnswer } from '../../../shared/contract/twin';
import type { UnitId } from '../../../shared/model/identity';
import { amountWords, answerWords, effectDecimals, effectWords, forecast, shareWords } from './twin-view';

const answer: TwinAnswer = {
  unitId: 'R-1' as UnitId,
  name: 'od600',
  version: '1.0.0',
  state: 'champion',
  target: 'OD600',
  unit: 'AU',
  at: 0,
  value: 40,
  low: 36,
  high: 44,
  outcome: 'given',
  why: '',
  scale: 'ln OD600',
  base: 3,
  baseValue: 20,
  against: 'the mean over what it learned from',
  contributions: [],
  rest: { features: 0, shap: 0, effect: 0 },
};

test('outside training and undecided are answers with a reason; a plain answer needs none', () => {
  expect(answerWords(answer)).toBeNull();
  expect(
    answerWords({ ...answer, outcome: 'outside-training', why: 'volumeL is 11.2 L, learned to 9.9 L' }),
  ).toEqual({
    title: 'Outside training',
    why: 'volumeL is 11.2 L, learned to 9.9 L. The value is shown with a wider band, which may not hold.',
  });
  expect(answerWords({ ...answer, outcome: 'undecided', value: null })?.why).toMatch(
    /did not say why\. No value is given/,
  );
});

test('a contribution is an amount of the target, and on a logarithm a share besides', () => {
  const decimals = effectDecimals({ value: 55.21, baseValue: 41 });
  expect(amountWords(55.21, 'AU', decimals)).toBe('55.2 AU');
  expect([3.21, -3.21, -0.001].map((effect) => effectWords(effect, 'AU', decimals))).toEqual([
    '+3.2 AU',
    '−3.2 AU',
    '0.0 AU',
  ]);
  expect(shareWords(answer, Math.log(0.9))).toBe('(−10 %)');
  expect(shareWords({ scale: 'OD600' }, 3)).toBe('');
});

test('a forecast grows by µ and takes both bands at their worst', () => {
  const of = (value: number, low: number, high: number) => ({ value, low, high, unit: '', doubt: '' });
  const ahead = forecast(of(10, 9, 11), of(0.1, 0, 0.2), 2);
  expect([ahead?.value, ahead?.low, ahead?.high].map((v) => v?.toFixed(3))).toEqual([
    '12.214',
    '9.000',
    '16.410',
  ]);
  expect(forecast({ ...of(10, 9, 11), value: null }, of(0.1, 0, 0.2), 2)).toBeNull();
});
