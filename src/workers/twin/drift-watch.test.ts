import { expect, test } from 'vitest';
import { featuresOf } from '../../shared/model/feature-catalogue';
import { modelFileCardSchema } from '../../shared/model/model-file-card';
import { predictionTags } from '../../shared/model/prediction-tags';
import { createDriftWatch } from './drift-watch';

const names = ['OUR.now', 'OffGas_O2.now', 'Gas_Flow_Inlet.now', 'ageH'];
const card = modelFileCardSchema.parse({
  format: 1,
  name: 'm',
  version: '1.0.0',
  purpose: '',
  accuracy: '',
  sha256: '0'.repeat(64),
  output: { name: 'OD600', unit: 'AU', intervalLevel: 0.9, interval: '' },
  features: featuresOf(names).map(({ name, version, unit }) => ({ name, version, unit, low: 10, high: 20 })),
  data: {},
  metrics: {},
  limits: [],
});
const inside = { 'OUR.now': 15, 'OffGas_O2.now': 15, 'Gas_Flow_Inlet.now': 15, ageH: 15 };

/** What drifts after some windows of each row; windows are 30 s. */
function after(...parts: readonly (readonly [windows: number, row: Record<string, number | null>])[]) {
  const watch = createDriftWatch(predictionTags[0], { card, predict: () => Promise.resolve([]) });
  let end = 0;
  for (const [windows, row] of parts) for (let i = 0; i < windows; i += 1) watch.add((end += 30_000), row);
  return (suspects: readonly string[] = []) =>
    watch.drifts(suspects).map(({ feature, probe }) => [feature, probe]);
}

test('what most drifting features have in common and the others do not is the probe behind them', () => {
  const both = { ...inside, 'OUR.now': 30, 'OffGas_O2.now': 25 };
  expect(after([60, inside], [40, both])()).toEqual([
    ['OUR.now', 'OffGas_O2'],
    ['OffGas_O2.now', 'OffGas_O2'],
  ]);
});

test('one feature of many channels names none, unless others contradict one of them', () => {
  const drifts = after([60, inside], [40, { ...inside, 'OUR.now': 30 }]);
  expect(drifts()).toEqual([['OUR.now', null]]);
  expect(drifts(['pH', 'Gas_MFC_air'])).toEqual([['OUR.now', 'Gas_MFC_air']]);
});

test('a few windows outside, or a feature that is missing, are no drift; what comes back ends it', () => {
  const out = { ...inside, 'OUR.now': 30 };
  expect(after([60, inside], [20, out])()).toEqual([]);
  expect(
    after([10, { ...inside, 'OUR.now': null }], [10, out], [20, { ...inside, 'OUR.now': null }])(),
  ).toEqual([]);
  expect(after([60, inside], [40, out], [40, inside])()).toEqual([]);
});
