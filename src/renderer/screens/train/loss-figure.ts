import type { TrainingJob } from '../../../shared/model/training-plan';
import { shortNumber } from '../../ui/short-number';
import type { ReportFigure } from '../report/report-figure';

/** How the loss falls tree by tree, where it was told. */
export function lossFigure(losses: NonNullable<TrainingJob['losses']>): ReportFigure | null {
  if (losses.length === 0) return null;
  const known = losses.filter(({ validation }) => validation !== null);
  const best = known.toSorted((a, b) => (a.validation ?? 0) - (b.validation ?? 0))[0];
  return {
    title: 'Loss',
    words: best
      ? `Least on batches left out with ${best.trees} trees: ${shortNumber(best.validation)}.`
      : 'On what is learned from.',
    spec: {
      x: { kind: 'linear', label: 'trees', include: [0] },
      y: { kind: 'log', label: 'loss' },
      marks: [
        {
          kind: 'line',
          points: losses.map(({ trees, training }) => ({ x: trees, y: training })),
          colour: 'quiet',
          dashed: true,
          legend: 'Learned from',
        },
        {
          kind: 'line',
          points: losses.map(({ trees, validation }) => ({ x: trees, y: validation })),
          colour: 'predicted',
          legend: 'Left out',
        },
      ],
    },
    table: {
      columns: ['trees', 'training', 'validation'],
      rows: losses.map(({ trees, training, validation }) => [trees, training, validation]),
    },
  };
}
