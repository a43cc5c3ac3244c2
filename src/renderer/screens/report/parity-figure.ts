import type { TrainingReport } from '../../../shared/model/training-report';
import { shortNumber } from '../../ui/short-number';
import { batchNames, decidingPart, partWords, pointWords, type ReportFigure } from './report-figure';
import { tr } from '../../strings/translate';

/** Predicted against measured, on logarithms where the model learned them. */
export function parityFigure(report: TrainingReport): ReportFigure {
  const names = batchNames(report);
  const { name, unit } = report.target;
  const kind =
    report.plan.logTarget && report.points.every((p) => p.measured > 0 && p.predicted > 0) ? 'log' : 'linear';
  const shown = (part: string, outside: boolean) =>
    report.points
      .filter((p) => p.part === part && p.outsideTraining === outside)
      .map((p) => ({ x: p.measured, y: p.predicted, words: pointWords(p, report, names) }));
  const all = report.points.flatMap(({ measured, predicted }) => [measured, predicted]);
  const ends = [Math.min(...all), Math.max(...all)];
  const outside = [...shown('hold-out', true), ...shown('cross-validated', true)];
  const part = decidingPart(report);
  const found = report.agreement.find((one) => one.part === part);
  return {
    title: tr('Predicted against measured'),
    words: tr(
      '{partWords}: R² {shortNumber}, RMSE {shortNumber2} {unit}, bias {shortNumber3} {unit} over {n} samples of {batches} batches. On the line is right.',
      {
        partWords: partWords[part],
        shortNumber: shortNumber(found?.r2, 4),
        shortNumber2: shortNumber(found?.rmse),
        unit,
        shortNumber3: shortNumber(found?.bias),
        n: found?.n ?? 0,
        batches: found?.batches ?? 0,
      },
    ),
    spec: {
      square: true,
      x: { kind, label: tr('{name} measured, {unit}', { name, unit }) },
      y: { kind, label: tr('{name} predicted, {unit}', { name, unit }) },
      marks: [
        { kind: 'line', points: ends.map((value) => ({ x: value, y: value })), colour: 'ink', width: 1 },
        {
          kind: 'points',
          points: shown('cross-validated', false),
          colour: 'quiet',
          shape: 'ring',
          radius: 2.6,
          legend: tr('Cross-validated'),
        },
        {
          kind: 'points',
          points: shown('hold-out', false),
          colour: 'predicted',
          radius: 3.6,
          legend: tr('Hold-out'),
        },
        ...(outside.length > 0
          ? [
              {
                kind: 'points',
                points: outside,
                colour: 'warn',
                shape: 'diamond',
                legend: tr('Outside training'),
              } as const,
            ]
          : []),
      ],
    },
    table: {
      columns: [
        'part',
        'batch',
        'time',
        'age h',
        'phase',
        `measured ${unit}`,
        `predicted ${unit}`,
        'low',
        'high',
        'outside training',
      ],
      rows: report.points.map((p) => [
        p.part,
        names.get(p.batchId) ?? p.batchId,
        new Date(p.t).toISOString(),
        p.ageH,
        p.phase,
        p.measured,
        p.predicted,
        p.low,
        p.high,
        p.outsideTraining ? 'yes' : 'no',
      ]),
    },
  };
}
