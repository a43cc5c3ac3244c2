import { trainingTarget, type TrainingLoss, type TrainingPlan } from '../../../shared/model/training-plan';
import { shortNumber } from '../../ui/short-number';
import type { ReportFigure } from '../report/report-figure';
import { tr } from '../../strings/translate';

/**
 * How the error falls tree by tree: each fold of batches left out, and the mean over the folds so far. The loss is a mean
 * square; its root is in the unit of the target, or a share of it where the logarithm is learned.
 */
export function lossFigure(
  losses: readonly TrainingLoss[],
  { logTarget, target }: Pick<TrainingPlan, 'logTarget' | 'target'>,
): ReportFigure | null {
  const unit = logTarget ? '%' : trainingTarget(target).unit;
  const root = (loss: number | null): number | null =>
    loss === null ? null : (logTarget ? 100 : 1) * Math.sqrt(loss);
  const folds = foldsOf(losses);
  if (folds.length === 0) return null;
  const mean = meanOver(folds);
  const best = mean
    .flatMap(({ trees, validation }) => (validation === null ? [] : { trees, validation }))
    .reduce<{ trees: number; validation: number } | null>(
      (a, b) => (a === null || b.validation < a.validation ? b : a),
      null,
    );
  const of = folds.length > 1 ? tr('Mean over {length} folds', { length: folds.length }) : tr('First fold');
  return {
    title: tr('Error by trees'),
    words:
      best === null
        ? tr('On what is learned from.')
        : `${of}: least on batches left out with ${best.trees} ${best.trees === 1 ? 'tree' : 'trees'}, ${shortNumber(root(best.validation))} ${unit}.`,
    spec: {
      x: { kind: 'linear', label: tr('trees'), include: [0] },
      y: { kind: 'linear', label: tr('root mean square error, {unit}', { unit }) },
      marks: [
        ...(folds.length > 1
          ? folds.map((fold, i) => ({
              kind: 'line' as const,
              points: fold.map(({ trees, validation }) => ({ x: trees, y: root(validation) })),
              colour: 'quiet' as const,
              ...(i === 0 ? { legend: tr('Left out, each fold') } : {}),
            }))
          : []),
        {
          kind: 'line',
          points: mean.map(({ trees, training }) => ({ x: trees, y: root(training) })),
          colour: 'ink',
          dashed: true,
          legend: tr('Learned from'),
        },
        {
          kind: 'line',
          points: mean.map(({ trees, validation }) => ({ x: trees, y: root(validation) })),
          colour: 'predicted',
          legend: tr('Left out'),
        },
      ],
    },
    table: {
      columns: ['fold', 'trees', `learned from, ${unit}`, `left out, ${unit}`],
      rows: losses.map(({ fold, trees, training, validation }) => [
        fold ?? null,
        trees,
        training,
        validation,
      ]),
    },
  };
}

type Mean = Omit<TrainingLoss, 'fold'>;

function foldsOf(losses: readonly TrainingLoss[]): TrainingLoss[][] {
  const folds = new Map<number, TrainingLoss[]>();
  for (const loss of losses) folds.set(loss.fold ?? 0, [...(folds.get(loss.fold ?? 0) ?? []), loss]);
  return [...folds.values()];
}

/** At every number of trees that a fold has, the mean over all folds; one that stopped early keeps its last loss. */
function meanOver(folds: readonly (readonly TrainingLoss[])[]): Mean[] {
  const counts = [...new Set(folds.flatMap((fold) => fold.map(({ trees }) => trees)))].toSorted(
    (a, b) => a - b,
  );
  return counts.map((trees) => {
    const at = folds.flatMap((fold) => fold.findLast((loss) => loss.trees <= trees) ?? fold[0] ?? []);
    return {
      trees,
      training: average(at.map((one) => one.training)),
      validation: average(at.map((one) => one.validation)),
    };
  });
}

/** Null where one is missing. */
function average(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length === 0 ? null : sum / values.length;
}
