import type { TrainingPlan } from '../../../shared/model/training-plan';
import type { TrainingReport } from '../../../shared/model/training-report';
import type { Line } from './linear-part';
import type { TrainedModel } from './train-and-judge';

/** How the model computes. */
export function modelWords({ model }: TrainedModel, { target, logTarget }: TrainingPlan): string {
  const what = logTarget ? `ln ${target}` : target;
  const words = ({ terms }: Line): string =>
    terms.length === 0
      ? 'a constant'
      : `a ridge line over ${terms.map(({ feature, form }) => `${form === 'ln' ? 'ln ' : ''}${model.featureNames[feature] ?? ''}`).join(', ')}`;
  const line = model.line.map(words).join(', or where one of these is missing ');
  const trees = model.trees
    ? ` plus ${model.trees.trees.length} boosted ${model.trees.trees.length === 1 ? 'tree' : 'trees'} over ${model.featureNames.length} features; the number of trees is the fewest within one standard error of the best on batches left out`
    : '';
  return `${what} = ${line}${trees}.`;
}

/** What the band promises, and what it was taken from. */
export function intervalWords({ interval }: TrainingPlan, scores: number, predictions: number): string {
  const method = interval.method === 'cqr' ? 'Conformalized quantile regression' : 'Split conformal';
  const basis =
    interval.basis === 'batch'
      ? 'each batch one score, so that the promise is about whole batches'
      : 'each sample one score';
  return `${method} on predictions of whole batches by models that had not seen them (${scores} samples, ${predictions} predictions), ${basis}. It holds what the bench measures, sampling error included.`;
}

/** Whether the hold-out batches still are an independent test. */
export function independenceWords(batches: number, evaluations: number): string {
  if (batches === 0) return 'No hold-out batches';
  if (evaluations <= 1) return 'Evaluated for the first time: an independent test';
  return `Evaluated ${evaluations} times by now, this time included: no longer an independent test if the model was changed because of it`;
}

/** Where nothing is promised. */
export function limitsOf(
  plan: TrainingPlan,
  simulated: TrainingReport['simulated'],
  { band, useless }: TrainedModel,
): string[] {
  return [
    ...(simulated === true
      ? ['Trained and judged on simulated batches only: nothing is known about its accuracy on a real plant']
      : []),
    ...(simulated === 'mixed' ? ['Simulated and real batches are mixed in these figures'] : []),
    `For ${plan.scale} vessels run as the training batches were; features outside their range are flagged and nothing is promised there`,
    'A contaminant counts as biomass',
    ...(band.early > 0 ? ['The band is wider where little biomass has grown yet'] : []),
    ...useless.map(({ name, why }) => `${name} ${why} and was left out`),
    ...plan.excluded,
  ];
}
