import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeOnnx } from './export-onnx/onnx-model';
import { refuseSharedBatches } from './evaluate-od600';
import { makeBatch, modelFeatureNames, type Od600Batch } from './od600-data';
import { answerOd600, od600Graph } from './od600-ridge';
import { trainOd600, type TrainedOd600 } from './train-od600';

/** A batch without a plant: the total is a line of base and oxygen, the batch's own error the same at all ages. */
function lineBatch(seed: number, error: number): Od600Batch {
  const rows = Array.from({ length: 14 }, (_, i) => {
    const base = 0.03 * i + 0.0001 * ((seed * 7 + i) % 5);
    const x = [300 * base, 150 * base, base, 0.04 * i, 0.3 * i, 5.5 + 0.3 * i];
    const od600 = ((8 + 10_000 * base) / (5.5 + 0.3 * i)) * Math.exp(error);
    return { ageH: 1 + 7 * i, x, od600 };
  });
  const column = (j: number): number[] => rows.map((row) => row.x[j] ?? 0);
  return {
    seed,
    samples: rows,
    truth: rows,
    low: modelFeatureNames.map((_, j) => Math.min(...column(j))),
    high: modelFeatureNames.map((_, j) => Math.max(...column(j))),
  };
}

const batches = (from: number, n: number): Od600Batch[] =>
  Array.from({ length: n }, (_, i) => lineBatch(from + i, 0.05 * Math.sin(1 + from + 3 * i)));

describe('training of the OD600 model', () => {
  let trained: TrainedOd600;
  beforeAll(() => {
    trained = trainOd600({ training: batches(1, 20), calibration: batches(100, 20), test: batches(200, 10) });
  });

  it('finds the line, and an interval that holds on batches it never saw', () => {
    expect(trained.evaluation.truth.mrePct).toBeLessThan(5);
    expect(trained.evaluation.coverageSamples).toBeGreaterThan(0.85);
    expect(trained.model.q).toBeGreaterThan(0);
    expect(trained.golden.rows).toHaveLength(20);
  });

  it('exports a graph that answers as the double-precision model does', async () => {
    const bytes = encodeOnnx(od600Graph(trained.model), { name: 'test', version: '1' });
    const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
    const rows = [...trained.golden.rows.map(({ x }) => x.map(Number)), [-5, -5, -1, 0, 0, 5.5]];
    const features = new Tensor('float32', Float32Array.from(rows.flat()), [rows.length, 6]);
    const answer = await session.run({ features });
    const deviations = rows.flatMap((x, i) => {
      const expected = answerOd600(trained.model, x);
      const got = { value: answer['od600'], low: answer['low'], high: answer['high'] };
      return (['value', 'low', 'high'] as const).map((name) =>
        Math.abs(Number(got[name]?.data[i]) / expected[name] - 1),
      );
    });
    expect(Math.max(...deviations)).toBeLessThan(1e-5);
  });

  it('refuses a batch in two parts and too few batches for an interval', () => {
    expect(() => refuseSharedBatches(batches(1, 3), batches(3, 2))).toThrow(
      'Batch 3 is in more than one part of the split',
    );
    const split = { training: batches(1, 10), calibration: batches(100, 8), test: batches(200, 2) };
    expect(() => trainOd600(split)).toThrow('Not enough calibration batches');
  });

  it('makes the same simulated batch from the same seed', () => {
    const [a, b, c] = [42, 42, 43].map((seed) => makeBatch(seed, 10));
    expect(a).toEqual(b);
    expect(a?.samples).toHaveLength(3);
    expect(a?.samples[2]?.od600).not.toBe(c?.samples[2]?.od600);
  });
});
