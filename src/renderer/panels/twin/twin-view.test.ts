import { expect, test } from 'vitest';
import type { TwinAnswer } from '../../../shared/contract/twin';
import type { UnitId } from '../../../shared/model/identity';
import { answerWords, effectWords, forecast } from './twin-view';

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
  contributions: [],
};

test('outside training and undecided are answers with a reason; a plain answer needs none', () => {
  expect(answerWords(answer)).toBeNull();
  expect(
    answerWords({ ...answer, outcome: 'outside-training', why: 'volumeL is 11.2 L, learned to 9.9 L.' }),
  ).toEqual({
    title: 'Outside training',
    why: 'volumeL is 11.2 L, learned to 9.9 L. The value is shown; its band may not hold.',
  });
  expect(answerWords({ ...answer, outcome: 'undecided', value: null })?.why).toMatch(
    /did not say why. No value is given/,
  );
});

test('a contribution on a logarithm is a percentage, else an amount', () => {
  expect(effectWords(answer, Math.log(1.12))).toBe('+12 %');
  expect(effectWords(answer, Math.log(0.9))).toBe('−10 %');
  expect(effectWords({ scale: 'OD600', unit: 'AU' }, -3.21)).toBe('−3.2 AU');
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
