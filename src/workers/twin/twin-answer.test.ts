import { expect, test } from 'vitest';
import { featuresOf } from '../../shared/model/feature-catalogue';
import { modelFileCardSchema } from '../../shared/model/model-file-card';
import { predictionTags } from '../../shared/model/prediction-tags';
import { explainByReference } from './explain-model';
import type { Prediction } from './od600-model';
import { twinAnswer } from './twin-answer';

const names = [
  'ageH',
  'volumeL',
  'oxygenTotalMol',
  ...['mean', 'min', 'max'].flatMap((of) => [5, 30, 60].map((m) => `DO.${of}_${m}min`)),
];
const card = modelFileCardSchema.parse({
  format: 1,
  name: 'm',
  version: '1.0.0',
  purpose: '',
  accuracy: '',
  sha256: '0'.repeat(64),
  output: { name: 'OD600', unit: 'AU', intervalLevel: 0.9, interval: '' },
  features: featuresOf(names).map(({ name, version, unit }) => ({ name, version, unit, low: 0, high: 10 })),
  data: {},
  metrics: {},
  limits: [],
});
const explain = explainByReference(
  (rows) => Promise.resolve(rows.map((row) => row.reduce((sum, x, j) => sum + x * (j + 1), 0))),
  names.map(() => 0),
);
const row = Object.fromEntries(names.map((name) => [name, 1]));
const given: Prediction = { value: 78, low: 70, high: 90, quality: 'good' };
const none: Prediction = { value: null, low: null, high: null, quality: 'good' };

const answerOf = (change: {
  prediction?: Prediction;
  row?: Record<string, number | null>;
  missingShare?: number;
}) =>
  twinAnswer({
    tags: predictionTags[0],
    model: { card, predict: () => Promise.resolve([]), explain },
    end: 0,
    row,
    prediction: given,
    missingShare: 0,
    ...change,
  });

test('the leading contributions are told by name, the others together, and all of it adds up', async () => {
  const { contributions, rest, baseValue, outcome, why } = await answerOf({});
  expect([outcome, why, baseValue, rest.features]).toEqual(['given', '', 0, names.length - 8]);
  expect(contributions[0]).toMatchObject({
    name: 'DO.max_60min',
    words: 'Dissolved oxygen, greatest of 60 min',
    unit: '%',
    effect: expect.closeTo(12, 9),
  });
  expect(contributions.reduce((sum, { effect }) => sum + effect, rest.effect)).toBeCloseTo(78, 9);
});

test('what is not plainly a number says which feature, how far, and from which channels', async () => {
  const outside = { ...given, quality: 'outside-training' } as const;
  expect(
    await answerOf({ prediction: outside, row: { ...row, volumeL: 11.24, ageH: 10.5, 'DO.min_5min': 12 } }),
  ).toMatchObject({
    outcome: 'outside-training',
    why: 'Dissolved oxygen, least of 5 min is 12 %, learned between 0 and 10 %; Volume of the broth is 11.24 L, learned between 0 and 10 L; and 1 more',
  });
  const withheld = { ...none, quality: 'outside-training' } as const;
  expect(await answerOf({ prediction: withheld, row: { ...row, volumeL: 99 } })).toMatchObject({
    outcome: 'undecided',
    why: expect.stringContaining('too far from what it learned from'),
    contributions: [],
  });
  const missing = { ...none, quality: 'missing-input' } as const;
  expect(await answerOf({ prediction: missing, row: { ...row, volumeL: null } })).toMatchObject({
    outcome: 'missing-input',
    why: 'Volume of the broth cannot be computed; it comes from Base pump, Glycerol feed, Methanol feed, Gas flow in',
  });
  expect(await answerOf({ missingShare: 0.034 })).toMatchObject({
    outcome: 'undecided',
    value: 78,
    why: '3.4 % of the batch is missing from what its totals are summed from',
  });
  expect((await answerOf({ prediction: { ...none, quality: 'not-a-number' } })).outcome).toBe('undecided');
});
