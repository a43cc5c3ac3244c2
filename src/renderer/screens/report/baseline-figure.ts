import type { TrainingReport } from '../../../shared/model/training-report';
import { shortNumber } from '../../ui/short-number';
import { decidingPart, partWords, type ReportFigure } from './report-figure';
import { tr } from '../../strings/translate';

/** Error of the model beside that of what anybody could have done. */
export function baselineFigure(report: TrainingReport): ReportFigure {
  const part = decidingPart(report);
  const own = report.agreement
    .filter((one) => one.part === part)
    .map((one) => ({ ...one, name: tr('This model') }));
  const others = report.baselines.filter((one) => one.part === part);
  // The model on top: the first name is drawn at the foot.
  const rows = [...others.toReversed(), ...own];
  const span = (mine: boolean) =>
    rows.flatMap(({ name, mrePct, mrePctBand }, place) =>
      (name === 'This model') === mine
        ? [
            {
              place,
              low: mrePctBand?.[0] ?? mrePct,
              high: mrePctBand?.[1] ?? mrePct,
              at: mrePct,
              words: `${name}: ${shortNumber(mrePct)} %${mrePctBand ? ` (95 %: ${shortNumber(mrePctBand[0])} to ${shortNumber(mrePctBand[1])} %)` : ''}`,
            },
          ]
        : [],
    );
  const limit = report.plan.acceptance.mrePctMax;
  const best = others.toSorted((a, b) => a.mrePct - b.mrePct)[0];
  const mine = own[0];
  const gain =
    best && mine
      ? tr('{shortNumber} % against {shortNumber2} % of {name}, the best of the simple ones.', {
          shortNumber: shortNumber(mine.mrePct),
          shortNumber2: shortNumber(best.mrePct),
          name: best.name,
        })
      : '';
  return {
    title: tr('Beside the simple ones'),
    words: tr('Mean relative error, {word} batches: {gain}', {
      word: partWords[part].toLowerCase(),
      gain,
    }),
    spec: {
      x: { kind: 'linear', label: tr('mean relative error, %'), include: [0] },
      y: { kind: 'names', label: '', names: rows.map(({ name }) => name) },
      marks: [
        {
          kind: 'guide',
          axis: 'x',
          at: limit,
          colour: 'ink',
          legend: tr('Limit: {shortNumber} %', { shortNumber: shortNumber(limit) }),
        },
        { kind: 'spans', along: 'x', spans: span(false), colour: 'quiet' },
        { kind: 'spans', along: 'x', spans: span(true), colour: 'predicted' },
      ],
    },
    table: {
      columns: ['model', 'part', 'samples', 'batches', 'MRE %', 'RMSE', 'MAE', 'R2', 'bias'],
      rows: rows.map((r) => [r.name, r.part, r.n, r.batches, r.mrePct, r.rmse, r.mae, r.r2, r.bias]),
    },
  };
}
