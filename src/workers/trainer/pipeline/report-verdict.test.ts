import { expect, test } from 'vitest';
import { clopperPearson } from '../../../shared/calc/clopper-pearson';
import { trainingPlanSchema } from '../../../shared/model/training-plan';
import { judgedVerdict, type VerdictRequest } from './report-verdict';

const plan = trainingPlanSchema.parse({ name: 'od', scale: '1L', training: ['a'], holdOut: ['b'] });
const figures = { batches: 3, mrePctBand: null, mae: 1, rmse: 1, nrmseRangePct: 1, bias: 0, sep: 1 };

function shareOf(part: 'hold-out' | 'cross-validated', held: number, n: number) {
  return { part, name: part, n, held, share: held / n, ...(clopperPearson(held, n) ?? { low: 0, high: 1 }) };
}

function request(held: number, n: number, mrePct = 2): VerdictRequest {
  return {
    plan,
    agreement: [{ part: 'hold-out', n, mrePct, r2: 0.99, ...figures }],
    overall: [shareOf('hold-out', held, n), shareOf('cross-validated', 111, 120)],
    baselines: ['Ridge', 'PLS', 'Age only'].map((name) => ({
      part: 'hold-out' as const,
      n,
      mrePct: 3,
      r2: 0.9,
      ...figures,
      name,
      words: '',
    })),
    simulated: true,
    holdOut: 3,
    evaluations: 1,
  };
}

test.each([
  [22, 24, 'passed'],
  // Too many and too few, but a band of 90 % gives as much by chance.
  [24, 24, 'undecided'],
  [19, 24, 'undecided'],
  [16, 24, 'failed'],
  [300, 300, 'failed'],
] as const)('coverage is judged on the hold-out samples alone: %i of %i is %s', (held, n, state) => {
  const { checks, state: all } = judgedVerdict(request(held, n));
  expect(checks.at(-1)).toMatchObject({ state, value: held / n });
  expect(all).toBe(state);
});

test('says what was judged, what was not, and how sharp the test is', () => {
  const { checks, words } = judgedVerdict(request(22, 24));
  expect(checks.at(-1)?.found).toContain('22 of 24 samples');
  expect(checks.at(-1)?.words).toMatch(/71 of 100 tests.*not judged: 92\.5 % \(111 of 120/);
  expect(words).toContain('beside it: ridge 3.0 %, PLS 3.0 %, age only 3.0 %');
});

test('an open coverage does not hide a missed limit, and symbols keep their letters', () => {
  const { state, words } = judgedVerdict(request(24, 24, 9));
  expect(state).toBe('failed');
  expect(words).toContain('mean relative error');
  expect(
    judgedVerdict({
      ...request(22, 24),
      agreement: [{ part: 'hold-out', n: 24, mrePct: 2, r2: 0.5, ...figures }],
    }).words,
  ).toContain('(R²)');
});
