import type { ReportPart, ReportPoint, TrainingReport } from '../../../shared/model/training-report';
import { valueOf, linearRows } from './hybrid-model';
import { ageBaseline, agreementOf, lastValueBaseline } from './judge';
import { applyLine, fitFullLine, type LinearPart } from './linear-part';
import { fitPls } from './pls-part';
import type { TrainedModel } from './train-and-judge';
import type { ReplayedBatch, TrainingRow } from './training-row';

export const reportPartOrder = ['hold-out', 'cross-validated'] as const satisfies readonly ReportPart[];

/** Rows in the order of the report's points. */
export function reportRows({ rows }: TrainedModel, holdOut: readonly ReplayedBatch[]): TrainingRow[] {
  return [...holdOut.flatMap((batch) => batch.rows), ...rows];
}

/** What one would do without the model, judged on the same samples. */
export function baselinesOf(
  trained: TrainedModel,
  holdOut: readonly ReplayedBatch[],
  points: readonly ReportPoint[],
  floor: number,
): TrainingReport['baselines'] {
  const { rows, fit, crossValidated } = trained;
  const { logTarget, seed } = fit.plan;
  const judged = new Set(points.map(({ batchId, t }) => `${batchId} ${t}`));
  const all = reportRows(trained, holdOut).filter(({ batchId, t }) => judged.has(`${batchId} ${t}`));
  const sealed = new Set(holdOut.map(({ id }) => id));
  const kinds = [
    {
      name: 'Age only',
      make: (train: readonly TrainingRow[]) => ({
        words: 'Mean course of the training batches by age',
        predict: ageBaseline(train, logTarget),
      }),
    },
    {
      name: 'Ridge',
      make: (train: readonly TrainingRow[]) => ({
        words: 'Ridge regression over the features and their logarithms',
        predict: lineBaseline(fitFullLine(linearRows(train, logTarget), seed), logTarget),
      }),
    },
    {
      name: 'PLS',
      make: (train: readonly TrainingRow[]) => {
        const { lines, components } = fitPls(linearRows(train, logTarget), seed);
        return {
          words: `Partial least squares over the features and their logarithms, ${components} latent ${components === 1 ? 'component' : 'components'} by batches left out`,
          predict: lineBaseline(lines, logTarget),
        };
      },
    },
    {
      name: 'Last value',
      make: (train: readonly TrainingRow[]) => ({
        words: 'The sample before of the same batch',
        predict: lastValueBaseline(all, train),
      }),
    },
  ];
  return kinds.flatMap(({ name, make }) => {
    const { words, predict: whole } = make(rows);
    const folds = crossValidated.folds.map(({ batches }) => ({
      batches,
      predict: make(rows.filter(({ batchId }) => !batches.includes(batchId))).predict,
    }));
    const predicted = all.map((row) => {
      const predict = sealed.has(row.batchId)
        ? whole
        : (folds.find(({ batches }) => batches.includes(row.batchId))?.predict ?? whole);
      return { ...row, predicted: predict(row) };
    });
    return reportPartOrder.flatMap((of) => {
      const found = agreementOf(
        predicted.filter(
          ({ batchId, predicted: value }) =>
            sealed.has(batchId) === (of === 'hold-out') && Number.isFinite(value),
        ),
        floor,
      );
      return found ? [{ ...found, name, words, part: of }] : [];
    });
  });
}

function lineBaseline(lines: LinearPart, logTarget: boolean): (row: TrainingRow) => number {
  return ({ x }) => valueOf(applyLine(lines, x), logTarget);
}
