import type { TrainingReport } from '../../../shared/model/training-report';
import { shortNumber } from '../../ui/short-number';
import {
  batchNames,
  decidingPart,
  partWords,
  pointWords,
  residualPct,
  type ReportFigure,
} from './report-figure';
import { tr } from '../../strings/translate';

/** What residuals can be laid against: `age`, `prediction`, `time`, or `feature <name>`. */
export function residualChoices(
  report: TrainingReport,
): { readonly value: string; readonly label: string }[] {
  return [
    { value: 'age', label: tr('Age of the batch') },
    { value: 'prediction', label: tr('Prediction') },
    { value: 'time', label: tr('Time') },
    ...report.featureValues.map(({ name }) => ({ value: `feature ${name}`, label: name })),
  ];
}

const dayMs = 86_400_000;

interface Against {
  readonly label: string;
  readonly at: (index: number) => number | null;
}

function against(report: TrainingReport, choice: string): Against {
  const { points } = report;
  if (choice === 'prediction')
    return {
      label: tr('predicted, {unit}', { unit: report.target.unit }),
      at: (i) => points[i]?.predicted ?? null,
    };
  if (choice === 'time') {
    const first = Math.min(...points.map(({ t }) => t));
    return {
      label: tr('days since the first sample, {toISOString}', {
        toISOString: new Date(first).toISOString().slice(0, 10),
      }),
      at: (i) => ((points[i]?.t ?? first) - first) / dayMs,
    };
  }
  const feature = report.featureValues.find(({ name }) => `feature ${name}` === choice);
  if (feature)
    return {
      label: feature.unit === '' ? feature.name : `${feature.name}, ${feature.unit}`,
      at: (i) => feature.values[i] ?? null,
    };
  return { label: tr('age of the batch, h'), at: (i) => points[i]?.ageH ?? null };
}

/** Relative errors of the predictions; a pattern in them is something the model did not learn. */
export function residualFigure(report: TrainingReport, choice: string): ReportFigure {
  const names = batchNames(report);
  const { label, at } = against(report, choice);
  const rows = report.points.map((point, i) => {
    return { point, x: at(i), y: residualPct(point, report.target.floor) };
  });
  const of = (part: string) =>
    rows.flatMap(({ point, x, y }) =>
      point.part === part && x !== null
        ? [
            {
              x,
              y,
              words: tr('{pointWords}\nerror {shortNumber} %', {
                pointWords: pointWords(point, report, names),
                shortNumber: shortNumber(y),
              }),
            },
          ]
        : [],
    );
  const part = decidingPart(report);
  const worst = rows
    .filter(({ point }) => point.part === part)
    .toSorted((a, b) => Math.abs(b.y) - Math.abs(a.y))[0];
  const worstWords = worst
    ? ` The farthest off: ${shortNumber(worst.y)} % at ${worst.point.ageH.toFixed(1)} h of ${names.get(worst.point.batchId) ?? worst.point.batchId}.`
    : '';
  return {
    title: tr('Residuals'),
    words: `(predicted − measured) / measured against ${label.split(',')[0] ?? label}. ${partWords[part]} on top.${worstWords}`,
    spec: {
      x: { kind: 'linear', label },
      y: { kind: 'linear', label: tr('error, %'), include: [-5, 5] },
      marks: [
        { kind: 'guide', axis: 'y', at: 0, colour: 'ink', dashed: false },
        {
          kind: 'points',
          points: of('cross-validated'),
          colour: 'quiet',
          shape: 'ring',
          radius: 2.6,
          legend: tr('Cross-validated'),
        },
        { kind: 'points', points: of('hold-out'), colour: 'predicted', radius: 3.6, legend: tr('Hold-out') },
      ],
    },
    table: {
      columns: ['part', 'batch', label, 'error %'],
      rows: rows.map(({ point, x, y }) => [point.part, names.get(point.batchId) ?? point.batchId, x, y]),
    },
  };
}
