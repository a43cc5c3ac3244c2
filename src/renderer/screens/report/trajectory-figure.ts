import type { TrainingReport } from '../../../shared/model/training-report';
import { shortAmount, shortNumber } from '../../ui/short-number';
import { partWords, type ReportFigure } from './report-figure';
import { tr } from '../../strings/translate';

type Trajectory = TrainingReport['trajectories'][number];

/** One batch over its age: what the model said, its band, and the samples that were taken. */
export function trajectoryFigure(report: TrainingReport, trajectory: Trajectory): ReportFigure {
  const { unit } = report.target;
  const { ageH, predicted, low, high, samples } = trajectory;
  const found = report.batches.find(({ id }) => id === trajectory.batchId)?.agreement;
  const held = report.coverage.perBatch.find(
    ({ name }) => name === trajectory.batchId || name === trajectory.name,
  );
  const words = [
    partWords[trajectory.part],
    ...(found ? [`error ${shortNumber(found.mrePct)} %`] : []),
    ...(held ? [tr('{held} of {n} samples in the band', { held: held.held, n: held.n })] : []),
  ];
  return {
    title: trajectory.name,
    words: words.join(', '),
    spec: {
      x: { kind: 'linear', label: tr('age, h'), include: [0] },
      y: { kind: 'linear', label: unit, include: [0] },
      marks: [
        {
          kind: 'band',
          points: ageH.map((x, i) => ({ x, low: low[i] ?? null, high: high[i] ?? null })),
          colour: 'predicted',
        },
        { kind: 'line', points: ageH.map((x, i) => ({ x, y: predicted[i] ?? null })), colour: 'predicted' },
        {
          kind: 'points',
          colour: 'measured',
          radius: 3,
          points: samples.map((sample) => ({
            x: sample.ageH,
            y: sample.measured,
            words: tr('{ageH} h: measured {shortAmount}', {
              ageH: sample.ageH.toFixed(1),
              shortAmount: shortAmount(sample.measured, unit),
            }),
          })),
        },
      ],
    },
    table: {
      columns: ['age h', `predicted ${unit}`, 'low', 'high', `measured ${unit}`],
      rows: [
        ...ageH.map((x, i) => [x, predicted[i] ?? null, low[i] ?? null, high[i] ?? null, null]),
        ...samples.map((sample) => [sample.ageH, null, null, null, sample.measured]),
      ],
    },
  };
}
