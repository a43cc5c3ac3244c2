import { expect, test } from 'vitest';
import { checkTrainingPlan, mayStart, type PlannedBatch } from './check-training-plan';
import { batchIdSchema } from './identity';
import { trainingPlanSchema, type TrainingPlanInput } from './training-plan';

const batch = (id: string, more: Partial<PlannedBatch> = {}): PlannedBatch => ({
  id,
  name: id,
  scale: '1L',
  simulated: true,
  endedAt: 1,
  role: 'training',
  samples: 8,
  ...more,
});
const ids = (...names: string[]) => names.map((name) => batchIdSchema.parse(name));
const known = ['a', 'b', 'c', 'd', 'e', 'f'];

function problems(
  change: Partial<TrainingPlanInput>,
  batches: readonly PlannedBatch[] = known.map((id) => batch(id)),
) {
  const plan = trainingPlanSchema.parse({
    name: 'od',
    scale: '1L',
    training: ids('a', 'b', 'c', 'd', 'e'),
    holdOut: ids('f'),
    ...change,
  });
  return checkTrainingPlan(plan, new Map(batches.map((one) => [one.id, one])), (name) => name === 'ageH');
}
const refusals = (...given: Parameters<typeof problems>): string =>
  problems(...given)
    .filter(({ severity }) => severity === 'refused')
    .map(({ words }) => words)
    .join('; ');

test('a sound plan may start', () => {
  expect(mayStart(problems({}))).toBe(true);
});

test.each([
  ['a hold-out batch in training', { training: ids('a', 'b', 'c', 'd', 'e', 'f') }, 'f is a hold-out batch'],
  ['one batch', { training: ids('a'), folds: 2 }, 'One batch is not enough'],
  ['more folds than batches', { folds: 6 }, 'cannot be divided into 6 folds'],
  ['a batch twice', { training: ids('a', 'a', 'b', 'c', 'd', 'e') }, 'a is named twice'],
  ['a batch that is not there', { training: ids('a', 'b', 'c', 'd', 'x') }, 'There is no batch x'],
  ['another vessel', { scale: '15L' as const }, 'ran in a 1L vessel'],
  ['a promise by batches too few', { interval: { basis: 'batch' as const } }, 'up to 83 % is possible'],
  [
    'a feature that is not there',
    { features: 'custom' as const, featureNames: ['ageH', 'glow'] },
    'no feature glow',
  ],
])('%s is refused in words', (_name, change, words) => {
  expect(refusals(change)).toContain(words);
});

test('what a campaign sealed stays sealed, even where the plan does not name it', () => {
  const batches = known.map((id) => batch(id, { role: id === 'e' ? 'hold-out' : 'training' }));
  expect(refusals({}, batches)).toContain('e is sealed as a hold-out batch');
});

test('no samples, too few samples, and a batch that runs are refused', () => {
  expect(
    refusals(
      {},
      known.map((id) => batch(id, { samples: 0 })),
    ),
  ).toContain('No training batch has samples');
  expect(
    refusals(
      {},
      known.map((id) => batch(id, { samples: 3 })),
    ),
  ).toContain('15 samples with OD600 are too few');
  expect(
    refusals(
      {},
      known.map((id) => batch(id, { endedAt: null })),
    ),
  ).toContain('still runs');
});
