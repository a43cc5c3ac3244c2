import type { TrainingReport } from '../../../shared/model/training-report';
import { shortNumber } from '../../ui/short-number';
import type { ReportFigure } from './report-figure';

/** How the error falls with the number of batches: whether more would help. Null where it was not measured. */
export function learningFigure({ learningCurve: curve }: TrainingReport): ReportFigure | null {
  const last = curve.at(-1);
  if (!last) return null;
  const before = curve.findLast(({ batches }) => batches < last.batches);
  const helps = before && before.mrePct - last.mrePct > 0.05 * last.mrePct;
  return {
    title: 'Learning curve',
    words: `Error on batches left out, by how many were learned from. ${
      helps
        ? 'Still falling at its end: more batches would help.'
        : 'Flat at its end: more of the same would help little.'
    }`,
    spec: {
      x: { kind: 'linear', label: 'batches learned from', include: [0] },
      y: { kind: 'linear', label: 'mean relative error, %', include: [0] },
      marks: [
        {
          kind: 'band',
          points: curve.map(({ batches, low, high }) => ({ x: batches, low, high })),
          colour: 'predicted',
          legend: 'Spread',
        },
        {
          kind: 'line',
          points: curve.map(({ batches, mrePct }) => ({ x: batches, y: mrePct })),
          colour: 'predicted',
        },
        {
          kind: 'points',
          colour: 'predicted',
          points: curve.map(({ batches, mrePct, low, high }) => ({
            x: batches,
            y: mrePct,
            words: `${batches} batches: ${shortNumber(mrePct)} % (${shortNumber(low)} to ${shortNumber(high)} %)`,
          })),
        },
      ],
    },
    table: {
      columns: ['batches', 'MRE %', 'low', 'high'],
      rows: curve.map(({ batches, mrePct, low, high }) => [batches, mrePct, low, high]),
    },
  };
}

const shownFeatures = 15;

/** How far the hold-out batches are from what was learned from, by feature. Null without hold-out batches. */
export function shiftFigure({ shift }: TrainingReport): ReportFigure | null {
  if (shift.length === 0) return null;
  const shown = shift.slice(0, shownFeatures).toReversed();
  const outside = shift.filter(({ outsideShare }) => outsideShare > 0.05).length;
  return {
    title: 'Hold-out beside training',
    words: `Kullback-Leibler divergence of each feature over all windows, widest first; 0 is the same. ${
      outside === 0
        ? 'No feature leaves the range of training in more than 5 % of windows.'
        : `${outside} ${outside === 1 ? 'feature leaves' : 'features leave'} the range of training in more than 5 % of windows.`
    }`,
    spec: {
      x: { kind: 'linear', label: 'KL divergence, nats', include: [0] },
      y: { kind: 'names', label: '', names: shown.map(({ name }) => name) },
      marks: [
        {
          kind: 'bars',
          colour: 'quiet',
          bars: shown.map(({ name, kl, trainingMean, holdOutMean, outsideShare }, place) => ({
            place,
            length: kl,
            words: `${name}: ${shortNumber(kl)}\nmean ${shortNumber(trainingMean)} in training, ${shortNumber(holdOutMean)} in hold-out\n${(100 * outsideShare).toFixed(1)} % of windows outside`,
          })),
        },
      ],
    },
    table: {
      columns: ['feature', 'KL', 'mean training', 'mean hold-out', 'share outside'],
      rows: shift.map((s) => [s.name, s.kl, s.trainingMean, s.holdOutMean, s.outsideShare]),
    },
  };
}
