import { batchConformalQuantile } from '../../shared/calc/conformal';
import type { Golden } from '../../shared/model/model-file-card';
import { evaluateOd600, refuseSharedBatches, type Od600Evaluation } from './evaluate-od600';
import { modelFeatureNames, type Od600Batch } from './od600-data';
import { answerOd600, conformityScore, fitOd600, type Od600Ridge } from './od600-ridge';

/** Whole batches, each in one part only. */
export interface SplitBatches {
  readonly training: readonly Od600Batch[];
  readonly calibration: readonly Od600Batch[];
  readonly test: readonly Od600Batch[];
}

export interface TrainedOd600 {
  readonly model: Od600Ridge;
  readonly lambda: number;
  readonly evaluation: Od600Evaluation;
  readonly ranges: readonly { readonly low: number; readonly high: number }[];
  readonly golden: Golden;
}

/** Share of values the interval may miss. */
export const intervalAlpha = 0.1;
const goldenRows = 20;

/** Fits on the training batches, widens by the calibration batches, judges on the test batches. */
export function trainOd600(split: SplitBatches): TrainedOd600 {
  refuseSharedBatches(split.training, split.calibration, split.test);
  const { model: line, lambda } = fitOd600(split.training);
  const scores = split.calibration.map((batch) => batch.samples.map((row) => conformityScore(line, row)));
  const { q } = batchConformalQuantile(scores, intervalAlpha);
  if (!Number.isFinite(q)) throw new RangeError('Not enough calibration batches for the interval');
  const model = { ...line, q };
  return {
    model,
    lambda,
    evaluation: evaluateOd600(model, split.training, split.test),
    ranges: modelFeatureNames.map((_, j) => ({
      low: Math.min(...split.training.map((batch) => batch.low[j] ?? Number.POSITIVE_INFINITY)),
      high: Math.max(...split.training.map((batch) => batch.high[j] ?? Number.NEGATIVE_INFINITY)),
    })),
    golden: goldenOf(model, split.test),
  };
}

/** Rows spread over the test batches and their ages, with the answers in double precision. */
function goldenOf(model: Od600Ridge, test: readonly Od600Batch[]): Golden {
  const rows = Array.from({ length: goldenRows }, (_, i) => {
    const truth = test[i % test.length]?.truth ?? [];
    return truth[Math.floor(((i + 0.5) / goldenRows) * truth.length)];
  }).filter((row) => row !== undefined);
  return {
    tolerance: 1e-4,
    features: [...modelFeatureNames],
    rows: rows.map(({ x }) => ({ x: [...x], ...answerOd600(model, x) })),
  };
}
