import { describe, expect, test } from 'vitest';
import { trainingPlanSchema, type TrainingPlanInput } from '../../../shared/model/training-plan';
import { batchIdSchema } from '../../../shared/model/identity';
import { createRandom } from '../../simulator/plant/random';
import { encodeOnnx } from '../export-onnx/onnx-model';
import { checkRows, uselessFeatures } from './check-rows';
import { hybridExplainer } from './explain-hybrid';
import { hybridGraph } from './hybrid-graph';
import { coverageOf } from './judge';
import { applyLine, fitLine } from './linear-part';
import { predictor } from './predictor';
import { proveOnnx } from './prove-onnx';
import { trainModel, type TrainRequest } from './train-and-judge';
import { windowOf, type ReplayedBatch, type TrainingRow } from './training-row';

const names = ['ageH', 'OD.now', 'OUR.mean_30min', 'DO.mean_30min'];
const samples = 8;
const windows = 64;
const hourMs = 3_600_000;

/** Growth from a varied inoculum, seen through a saturating probe; the bench errs by 4 %. */
function makeBatch(
  seed: number,
  change: (x: Float32Array, i: number) => void = () => undefined,
): ReplayedBatch {
  const random = createRandom(seed, 5);
  const start = 4 * Math.exp(0.15 * random.normal());
  const rate = 0.18 * (1 + 0.05 * random.normal());
  const id = `batch-${seed}`;
  const values = new Float32Array(windows * names.length);
  const ends = new Float64Array(windows);
  const rows: TrainingRow[] = [];
  for (let i = 0; i < windows; i += 1) {
    const ageH = (16 * (i + 1)) / windows;
    const od = start * Math.exp(rate * ageH);
    const x = Float32Array.of(
      ageH,
      120 * (1 - Math.exp(-od / 120)),
      od * (1 + 0.05 * random.normal()),
      30 + random.normal(),
    );
    change(x, i);
    values.set(x, i * names.length);
    const t = seed * 100 * hourMs + ageH * hourMs;
    ends[i] = t;
    if ((i + 1) % (windows / samples) === 0)
      rows.push({
        batchId: id,
        t,
        sampledAt: t - 10_000,
        ageH,
        phase: 'batch',
        x: x.slice(),
        measured: od * (1 + 0.04 * random.normal()),
      });
  }
  const measured = rows.map(({ sampledAt: at, measured: value }) => ({ at, measured: value }));
  return {
    id,
    name: id,
    unitId: 'R1',
    simulated: true,
    inoculatedAt: seed * 100 * hourMs,
    endedAt: ends.at(-1) ?? 0,
    ends,
    phases: Array.from(ends, () => 'batch'),
    values,
    rows,
    samples: measured,
    leftOut: [],
  };
}

const batches = (from: number, n: number): ReplayedBatch[] =>
  Array.from({ length: n }, (_, i) => makeBatch(from + i));

function request(training: readonly ReplayedBatch[], more: Partial<TrainingPlanInput> = {}): TrainRequest {
  const plan = trainingPlanSchema.parse({
    name: 'od-test',
    scale: '1L',
    training: training.map(({ id }) => batchIdSchema.parse(id)),
    features: 'custom',
    featureNames: names,
    booster: { trees: 60 },
    repeats: 1,
    ...more,
  });
  return { plan, featureNames: names, training, now: () => 0 };
}

describe('leaks', () => {
  test('a row of a hold-out batch among the training rows is refused', async () => {
    const training = batches(1, 10);
    await expect(
      trainModel(request(training, { holdOut: [batchIdSchema.parse('batch-3')] })),
    ).rejects.toThrow('hold-out batch batch-3');
  });

  test('a sample drawn after its window is refused', () => {
    const rows = batches(1, 10).flatMap((batch) => batch.rows);
    const [first, ...others] = rows;
    expect(first).toBeDefined();
    if (first)
      expect(() => checkRows([{ ...first, sampledAt: first.t + 1 }, ...others], [], 'OD600')).toThrow(
        'drawn after',
      );
  });

  test('fold models never saw the batches they are judged on', async () => {
    const training = batches(1, 10);
    // A batch whose results are ten times too high: a model that had seen it would not be surprised.
    const odd = training.map((batch, i) =>
      i === 4
        ? { ...batch, rows: batch.rows.map((row) => ({ ...row, measured: 10 * row.measured })) }
        : batch,
    );
    const { crossValidated } = await trainModel(request(odd, { structure: 'ridge' }));
    const errors = crossValidated.unseen
      .filter(({ row }) => row.batchId === 'batch-5')
      .map(({ score, truth }) => truth - score);
    expect(Math.min(...errors)).toBeGreaterThan(1.8);
  });
});

describe('bad input is refused in words', () => {
  const of = (change: (x: Float32Array, i: number) => void) =>
    uselessFeatures(names, [makeBatch(1, change), makeBatch(2, change)]);
  test('constant, missing and duplicate features are named', () => {
    expect(of((x) => (x[3] = 7))).toEqual([{ name: 'DO.mean_30min', why: 'was 7 all the time' }]);
    expect(of((x) => (x[3] = Number.NaN))[0]?.why).toBe('was never known');
    expect(of((x) => (x[3] = x[0] ?? 0))[0]?.why).toBe('is the same as ageH');
  });
  test('a plan that asks for one by name does not start', async () => {
    const training = [1, 2, 3, 4, 5].map((seed) => makeBatch(seed, (x) => (x[3] = 7)));
    await expect(trainModel(request(training))).rejects.toThrow('DO.mean_30min was 7 all the time');
  });
  test('results that are no number, all equal, or of one batch', () => {
    const rows = batches(1, 4).flatMap((batch) => batch.rows);
    const bad = rows.map((row, i) => (i === 5 ? { ...row, measured: Number.NaN } : row));
    expect(() => checkRows(bad, [], 'OD600')).toThrow('is no number');
    expect(() =>
      checkRows(
        rows.map((row) => ({ ...row, measured: 5 })),
        [],
        'OD600',
      ),
    ).toThrow('the same OD600');
    expect(() =>
      checkRows(
        rows.map((row) => ({ ...row, batchId: 'one' })),
        [],
        'OD600',
      ),
    ).toThrow('One batch');
    expect(() => checkRows(rows.slice(0, 9), [], 'OD600')).toThrow('20 or more');
  });
});

describe('a trained model', () => {
  test.each(['conformal', 'cqr'] as const)(
    'with a 90 %% band by %s holds 85 to 97 %% of the samples of 60 batches it never saw',
    async (method) => {
      const trained = await trainModel(request(batches(1, 15), { interval: { method } }));
      const answer = predictor(trained.model, trained.band);
      const points = batches(1000, 60).flatMap(({ rows }) =>
        rows.map((row) => ({ ...answer(row.x), measured: row.measured })),
      );
      const { share } = coverageOf('', points);
      expect(share).toBeGreaterThanOrEqual(0.85);
      expect(share).toBeLessThanOrEqual(0.97);
      const errors = points.map(({ value, measured }) => Math.abs(value - measured) / measured);
      expect(errors.reduce((sum, e) => sum + e, 0) / errors.length).toBeLessThan(0.06);
    },
  );

  test.each([
    ['hybrid', 'conformal'],
    ['boosting', 'conformal'],
    ['ridge', 'conformal'],
    ['hybrid', 'cqr'],
  ] as const)('is the same in the model file: %s, %s', async (structure, method) => {
    const gone = (x: Float32Array, i: number): void => {
      if (i % 7 === 0) x[1] = Number.NaN;
    };
    const training = [...batches(1, 9), makeBatch(10, gone), makeBatch(11, gone)];
    const { model, band } = await trainModel(request(training, { structure, interval: { method } }));
    const bytes = encodeOnnx(hybridGraph(model, band), { name: 'test', version: '1' });
    const answer = predictor(model, band);
    const rows = training.flatMap((batch) =>
      Array.from(batch.ends, (_, i) => windowOf(batch, i, names.length)),
    );
    const onThresholds = (model.trees?.trees ?? []).flatMap((tree) =>
      Array.from(tree.threshold, (threshold, node) => {
        const x = Float32Array.from(rows[node % rows.length] ?? []);
        const feature = tree.feature[node] ?? -1;
        if (feature >= 0) x[feature] = threshold;
        return x;
      }),
    );
    expect(await proveOnnx(bytes, [...rows, ...onThresholds], answer)).toBeLessThan(1e-6);
  });

  test('says where its score comes from, to the last part in a million', async () => {
    const { model, band, training } = await trainModel(request(batches(1, 10)));
    const explain = hybridExplainer(model);
    const answer = predictor(model, band);
    for (const x of training.flatMap((batch) => batch.rows.map((row) => row.x))) {
      const { base, phi } = explain(x);
      expect(base + phi.reduce((sum, part) => sum + part, 0)).toBeCloseTo(answer(x).score, 6);
    }
  });

  test('is the same to the bit when trained again, and when taken up half-way', async () => {
    const whole = await trainModel(request(batches(1, 10)));
    const states: unknown[] = [];
    const half = await trainModel({
      ...request(batches(1, 10)),
      onTrees: (_n, _of, state) => states.push(state()),
    });
    const final = states[0] as NonNullable<TrainRequest['kept']>['final'];
    const resumed = await trainModel({ ...request(batches(1, 10)), kept: final ? { final } : {} });
    const bytes = [whole, half, resumed].map(({ model, band }) =>
      Buffer.from(encodeOnnx(hybridGraph(model, band), { name: 'test', version: '1' })).toString('base64'),
    );
    expect(new Set(bytes).size).toBe(1);
  });
});

test('where a feature of the first line is missing another line stands in', () => {
  const training = batches(1, 12).map((batch, b) => ({
    ...batch,
    rows: batch.rows.map((row, i) => ({
      ...row,
      x: i === 7 && b > 1 ? Float32Array.from(row.x, (v, j) => (j === 1 ? Number.NaN : v)) : row.x,
    })),
  }));
  const rows = training.flatMap((batch) => batch.rows);
  const line = fitLine(
    {
      x: rows.map(({ x }) => x),
      y: Float64Array.from(rows, ({ measured }) => Math.log(measured)),
      batches: rows.map(({ batchId }) => batchId),
    },
    { seed: 1, mostTerms: 6, lambda: 1e-3 },
  );
  expect(line.length).toBeGreaterThan(1);
  for (const { x, measured } of rows)
    expect(Math.abs(applyLine(line, x) - Math.log(measured))).toBeLessThan(0.3);
});
