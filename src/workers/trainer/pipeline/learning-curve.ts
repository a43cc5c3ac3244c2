import type { TrainingReport } from '../../../shared/model/training-report';
import { trainingTarget } from '../../../shared/model/training-plan';
import { drawRows, uniformAt } from '../boosting/draw-rows';
import { fitHybrid, scoreOf, valueOf } from './hybrid-model';
import { agreementOf } from './judge';
import type { TrainedModel } from './train-and-judge';

const shares = [0.25, 0.5, 0.75] as const;
const draws = 3;
const purpose = 22;

/** Error on training batches left out, by the number of batches learned from; each point drawn three times. */
export async function learningCurve({
  rows,
  fit,
  crossValidated,
}: TrainedModel): Promise<TrainingReport['learningCurve']> {
  const batches = [...new Set(rows.map(({ batchId }) => batchId))];
  const { floor } = trainingTarget(fit.plan.target);
  const { logTarget, seed } = fit.plan;
  const sizes = [...new Set(shares.map((share) => Math.max(2, Math.round(share * batches.length))))].filter(
    (n) => n < batches.length,
  );
  const curve: TrainingReport['learningCurve'] = [];
  for (const size of sizes) {
    const errors: number[] = [];
    for (let draw = 0; draw < draws; draw += 1) {
      fit.signal?.throwIfAborted();
      const taken = new Set(
        Array.from(
          drawRows(batches.length, size, uniformAt(seed, purpose, 100 * size + draw)),
          (i) => batches[i],
        ),
      );
      const train = rows.filter(({ batchId }) => taken.has(batchId));
      const score = scoreOf(await fitHybrid(train, { ...fit, onTrees: undefined, resume: undefined }));
      const judged = rows
        .filter(({ batchId }) => !taken.has(batchId))
        .map((row) => ({ ...row, predicted: valueOf(score(row.x), logTarget) }))
        .filter(({ predicted }) => Number.isFinite(predicted));
      const found = agreementOf(judged, floor);
      if (found) errors.push(found.mrePct);
    }
    if (errors.length > 0)
      curve.push({
        batches: size,
        mrePct: mean(errors),
        low: Math.min(...errors),
        high: Math.max(...errors),
      });
  }
  const folds = crossValidated.folds.length;
  const whole = agreementOf(
    crossValidated.unseen.map(({ row, score }) => ({ ...row, predicted: valueOf(score, logTarget) })),
    floor,
  );
  if (whole) {
    const size = Math.round((batches.length * (folds - 1)) / Math.max(1, folds));
    const [low, high] = whole.mrePctBand ?? [whole.mrePct, whole.mrePct];
    curve.push({ batches: size, mrePct: whole.mrePct, low, high });
  }
  return curve;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
