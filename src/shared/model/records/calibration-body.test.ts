import { expect, test } from 'vitest';
import type { CalibrationFinish, CalibrationRun } from '../calibration-run';
import { batchIdSchema, channelId, unitIdSchema } from '../identity';
import { calibrationBody } from './calibration-body';
import { calibrationMethods, methodOf, pointOf, referenceAt } from './calibration-method';
import { checkRecord } from './check-record';
import { pichiaRecipe } from './recipe';
import type { RecordContext } from './record-context';
import { computedOf } from './record-rule';

const at = Date.UTC(2026, 0, 5, 8);
const unitId = unitIdSchema.parse('R1');
const context: RecordContext = {
  now: at,
  zone: 'UTC',
  recipe: pichiaRecipe,
  batch: null,
  vessels: [],
  batchNumbers: [],
  people: [{ id: 'dana', name: 'Dana' }],
  records: [],
  usedSources: [],
  line: {},
  predicted: {},
  history: null,
  openDeviations: [],
};

/** A run of a method with what the probe gave in each reference. */
function runOf(
  method: string,
  pairs: readonly (readonly [number, number])[],
  more: Partial<CalibrationRun> = {},
) {
  const gain = more.gainBefore ?? 1;
  const offset = more.offsetBefore ?? 0;
  const run: CalibrationRun = {
    id: 'run',
    channelId: channelId('R1', methodOf(method)?.tags[0] ?? ''),
    method,
    serial: 'P-1',
    occasion: 'after-sterilisation',
    referenceId: 'bottle',
    referenceLot: 'L-1',
    referenceExpires: '2027-01-01',
    unitId,
    batchId: null,
    by: 'dana',
    byName: 'Dana',
    startedAt: at,
    plantStartedAt: at,
    gainBefore: gain,
    offsetBefore: offset,
    points: pairs.map(([reference, reading], i) => ({
      id: `p${i}`,
      words: `p${i}`,
      reference,
      tempC: 25,
      startedAt: at,
      takenAt: at + 1,
      reading,
      before: offset + gain * reading,
      noise: 0.004,
      drift: 0.001,
      seconds: 30,
      settledS: 12,
      anyway: null,
      t63S: 14,
    })),
    ...more,
  };
  return run;
}

function judged(run: CalibrationRun, finish: Partial<CalibrationFinish> = {}) {
  const correction = methodOf(run.method)?.correction ?? 'none';
  const body = calibrationBody(run, { correction, ...finish }, { validFrom: at, batches: ['B-1'] });
  const check = checkRecord('calibration', body, context, { eventAt: at, performedBy: 'dana' });
  const missing = check.findings.filter(({ level }) => level === 'X').map(({ words }) => words);
  const of = (name: string): number | null => {
    const found = computedOf(check.computed, name);
    return found === null ? null : Number(found.toFixed(6));
  };
  return { verdict: check.verdict?.id, missing, of, body };
}

const doAsked = { polarisationH: 8, pressureBarA: 1.1 };
test.each<[string, readonly (readonly [number, number])[], Partial<CalibrationFinish>, string]>([
  ['ph-two-point', [[7, 6.98], [4.01, 4.09]], {}, 'pass'], // prettier-ignore
  ['ph-two-point', [[7, 7], [4.01, 4.2]], {}, 'fail'], // prettier-ignore
  ['ph-one-point', [[5, 5.15]], {}, 'pass'],
  ['ph-one-point', [[5, 5.3]], {}, 'warn'],
  ['ph-one-point', [[5, 5.6]], {}, 'fail'],
  ['do-two-point', [[0, 0.8], [100, 61.2]], doAsked, 'pass'], // prettier-ignore
  ['do-two-point', [[0, 2], [100, 61.2]], doAsked, 'fail'], // prettier-ignore
  ['off-gas-o2-two-point', [[0, 0.2], [20.9, 20.3]], { gasDry: true }, 'pass'], // prettier-ignore
  ['off-gas-o2-two-point', [[0, 0.2], [20.9, 20.3]], { correction: 'none', gasDry: true }, 'fail'], // prettier-ignore
  ['off-gas-co2-two-point', [[0, 0.05], [8, 7.6]], { gasDry: true, rangePct: 10 }, 'pass'], // prettier-ignore
  ['temperature-check', [[20, 20.1], [37, 37.1]], {}, 'pass'], // prettier-ignore
  ['temperature-check', [[20, 20.3], [37, 37.3]], {}, 'fail'], // prettier-ignore
  ['weight-check', [[0, 12.0], [10, 22.005]], {}, 'pass'], // prettier-ignore
  ['weight-check', [[0, 12.0], [10, 22.02]], {}, 'fail'], // prettier-ignore
  ['od-line', [[5, 2], [25, 12], [61, 30]], {}, 'warn'], // prettier-ignore
  ['od-line', [[5, 12], [25, 2], [10, 30]], {}, 'fail'], // prettier-ignore
])('%s of %j with %j is a %s, and nothing is missing of its record', (method, pairs, finish, verdict) => {
  expect(judged(runOf(method, pairs), finish)).toMatchObject({ verdict, missing: [] });
});

test('what is put right goes through the references, and the drift is that of before', () => {
  const { of } = judged(runOf('off-gas-o2-two-point', [[0, 0.2], [20.9, 20.3]]), { gasDry: true }); // prettier-ignore
  expect([of('applyGain'), of('applyOffset'), of('driftFound')]).toEqual([1.039801, -0.20796, -0.6]);
  // One point keeps the gain of the calibration before it, and is judged by what was shown.
  const second = runOf('ph-one-point', [[5, 5.1]], { gainBefore: 1.02, offsetBefore: -0.1 });
  expect([judged(second).of('applyGain'), judged(second).of('applyOffset')]).toEqual([1.02, -0.202]);
  expect(judged(second).of('shiftPh')).toBe(0.102);
  // Of a balance that holds a vessel what was added counts.
  const balance = judged(runOf('weight-check', [[0, 12], [10, 22.005]])); // prettier-ignore
  expect(balance.body['balancePoints']).toEqual([{ reference: 10_000, reading: 10_005 }]);
  expect(balance.of('applyGain')).toBeNull();
});

test('a buffer is worth what the table says at its temperature, and nothing outside of it', () => {
  const [method] = calibrationMethods;
  const [neutral, low] = [0, 1].map((index) => method && pointOf(method, index));
  if (!neutral || !low) throw new Error('no buffers');
  expect([20, 25, 27, 40, 41].map((tempC) => referenceAt(neutral, tempC))).toEqual([
    7.02,
    7,
    6.996,
    6.98,
    null,
  ]);
  expect([25, 30, null].map((tempC) => referenceAt(low, tempC))).toEqual([4, 4.01, null]);
});

test('a reading that was taken too early fails and says why', () => {
  const run = runOf('ph-two-point', [[7, 7], [4.01, 4.02]], { batchId: batchIdSchema.parse('B1') }); // prettier-ignore
  const early = { ...run, points: run.points.map((point) => ({ ...point, anyway: 'The shift ends' })) };
  const { verdict, body } = judged(early);
  expect([verdict, body['takenAnyway'], body['batchesTouched']]).toEqual([
    'fail',
    'p0: The shift ends; p1: The shift ends',
    'B-1',
  ]);
});
