import { expect, test } from 'vitest';
import type { FeatureDrift, TwinAnswer } from '../../shared/contract/twin';
import { unitIdSchema } from '../../shared/model/identity';
import { twinDoubts } from './twin-desk-doubts';

const unitId = unitIdSchema.parse('R1');
const drift: FeatureDrift = {
  unitId,
  name: 'od',
  version: '1.0.0',
  state: 'champion',
  feature: 'OD.now',
  probe: 'OD',
  since: 0,
  words: 'OD probe now is 90 AU, learned between 0 and 40 AU; likely behind it: OD probe',
};
const answer: TwinAnswer = {
  unitId,
  name: 'od',
  version: '1.0.0',
  state: 'champion',
  target: 'OD600',
  unit: 'AU',
  at: 0,
  value: 1,
  low: 1,
  high: 1,
  outcome: 'given',
  why: '',
  scale: 'OD600',
  base: null,
  baseValue: null,
  against: '',
  contributions: [],
  rest: { features: 0, shap: 0, effect: 0 },
};

test('a feature that leaves what a model learned from is told once, and how it ended', () => {
  const told: string[] = [];
  const desk = twinDoubts(
    {
      tell: (severity, kind, words, unit) => void told.push(`${severity} ${kind} ${unit}: ${words}`),
      began: () => undefined,
      ended: () => undefined,
    },
    () => 'Optical probe',
  );
  desk.drifted([drift], [answer]);
  desk.drifted([{ ...drift, words: 'OD probe now is 91 AU, learned between 0 and 40 AU' }], [answer]);
  desk.drifted([], [answer]);
  desk.drifted([{ ...drift, probe: null, state: 'shadow' }], [answer]);
  desk.drifted([], []);
  expect(told).toEqual([
    'warning feature-drift R1: od 1.0.0 is outside its training: OD probe now is 90 AU, learned between 0 and 40 AU; likely behind it: OD probe. Check Optical probe against another instrument, and hold a sample against the prediction',
    'info feature-drift R1: od 1.0.0: OD probe now is within what it learned from again',
    expect.stringMatching(/The shadow od 1\.0\.0 is outside .* Look at the channels it is made of/),
    'info feature-drift R1: od 1.0.0: OD probe now is not watched any more: it is not in use',
  ]);
});
