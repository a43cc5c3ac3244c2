import { Refusal } from '../../../shared/model/refusal';
import type { Answer } from './predictor';

/** What the runtime may differ from the trainer, relative. */
export const onnxTolerance = 1e-6;

const chunk = 4096;

/**
 * Runs rows through the model file and compares every value with the trainer's own answer.
 * @returns the largest relative difference
 * @throws Refusal where they differ by more than a millionth
 */
export async function proveOnnx(
  bytes: Uint8Array,
  rows: readonly ArrayLike<number>[],
  answer: (x: ArrayLike<number>) => Answer,
): Promise<number> {
  const runtime = await import('onnxruntime-node');
  const session = await runtime.InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const width = rows[0]?.length ?? 0;
  let worst = 0;
  try {
    for (let start = 0; start < rows.length; start += chunk) {
      const part = rows.slice(start, start + chunk);
      const data = new Float32Array(part.length * width);
      part.forEach((row, i) => data.set(Float32Array.from(row), i * width));
      const answers = await session.run({
        features: new runtime.Tensor('float32', data, [part.length, width]),
      });
      part.forEach((row, i) => {
        const expected = answer(row);
        for (const name of ['value', 'low', 'high'] as const) {
          const got = Number(answers[name]?.data[i]);
          worst = Math.max(worst, Math.abs(got - expected[name]) / Math.max(Math.abs(expected[name]), 1e-12));
        }
      });
    }
  } finally {
    await session.release();
  }
  if (!(worst <= onnxTolerance))
    throw new Refusal(
      'REFUSED',
      `The model file differs from the trained model by ${worst.toExponential(1)}; nothing was registered`,
    );
  return worst;
}
