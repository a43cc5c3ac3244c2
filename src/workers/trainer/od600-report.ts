import type { ModelFileCard } from '../../shared/model/model-file-card';
import type { TrainedOd600 } from './train-od600';

/** The report beside a model, for people. */
export function od600Report(card: ModelFileCard, trained: TrainedOd600): string {
  const { evaluation: e, model } = trained;
  const f = (value: number | null, digits = 2): string => (value === null ? '–' : value.toFixed(digits));
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const agreementRow = (name: string, a: TrainedOd600['evaluation']['truth']): string =>
    row([
      name,
      String(a.n),
      `${f(a.mrePct)} (${a.mrePctBand.map((v) => f(v)).join('–')})`,
      f(a.rmse, 1),
      f(a.r2, 4),
      f(a.bias, 1),
    ]);
  return [
    `# ${card.name} ${card.version}`,
    '',
    card.purpose,
    '',
    `**${card.accuracy}** All data are simulated; nothing is claimed for a real plant.`,
    '',
    '## Against what, how well',
    '',
    row(['predicted, compared with', 'n', 'MRE % (95 % over batches)', 'RMSE AU', 'R²', 'bias AU']),
    row(['---', '---', '---', '---', '---', '---']),
    agreementRow('model, offline samples', e.samples),
    agreementRow('model, true OD600 every 10 min', e.truth),
    agreementRow('age only, true OD600 every 10 min', e.baseline),
    '',
    `The 90 % interval held ${f(100 * e.coverageSamples, 1)} % of the offline samples (exact 95 % interval of that share, points taken as independent: ${e.coverageBand.map((v) => f(100 * v, 1)).join('–')} %) and ${f(100 * e.coverageTruth, 1)} % of the true values.`,
    '',
    '## By age',
    '',
    row(['age h', 'model MRE %', 'age-only MRE %']),
    row(['---', '---', '---']),
    ...e.ages.map((band) => row([`${band.fromH}–${band.toH}`, f(band.mrePct), f(band.baselinePct)])),
    '',
    '## By test batch',
    '',
    row(['seed', 'MRE %', 'coverage %']),
    row(['---', '---', '---']),
    ...e.batches.map((batch) => row([String(batch.seed), f(batch.mrePct), f(100 * batch.coverage, 0)])),
    '',
    '## The model',
    '',
    `OD600 = (a + Σ bᵢ·xᵢ) / V, relative error expected √(${f(model.settledError, 4)}² + (${f(model.inoculumError)}/total)²), interval exp(±${f(model.q, 3)} × that).`,
    '',
    row(['feature', 'unit', 'weight, AU·L per unit', 'trained from', 'to']),
    row(['---', '---', '---', '---', '---']),
    ...card.features.map((feature, j) =>
      row([
        feature.name,
        feature.unit,
        feature.name === 'volumeL' ? 'divides' : f(model.line.weights[j] ?? 0, 3),
        f(feature.low, 4),
        f(feature.high, 4),
      ]),
    ),
    '',
    `a = ${f(model.line.intercept, 4)} AU·L; ridge strength ${trained.lambda}, chosen by five folds of whole training batches.`,
    '',
    '## Limits',
    '',
    ...card.limits.map((limit) => `- ${limit}`),
    '',
  ].join('\n');
}
