import type { TrainingReport } from '../../../shared/model/training-report';
import { shortNumber } from '../../ui/short-number';
import type { ReportFigure } from './report-figure';
import { tr } from '../../strings/translate';

/** How the error falls with the number of batches: whether more would help. Null where it was not measured. */
export function learningFigure({ learningCurve: curve }: TrainingReport): ReportFigure | null {
  const last = curve.at(-1);
  if (!last) return null;
  const before = curve.findLast(({ batches }) => batches < last.batches);
  const helps = before && before.mrePct - last.mrePct > 0.05 * last.mrePct;
  return {
    title: tr('Learning curve'),
    words: tr('Error on batches left out, by how many were learned from. {which}', {
      which: helps
        ? tr('Still falling at its end: more batches would help.')
        : tr('Flat at its end: more of the same would help little.'),
    }),
    spec: {
      x: { kind: 'linear', label: tr('batches learned from'), include: [0] },
      y: { kind: 'linear', label: tr('mean relative error, %'), include: [0] },
      marks: [
        {
          kind: 'band',
          points: curve.map(({ batches, low, high }) => ({ x: batches, low, high })),
          colour: 'predicted',
          legend: tr('Spread'),
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
            words: tr('{batches} batches: {shortNumber} % ({shortNumber2} to {shortNumber3} %)', {
              batches,
              shortNumber: shortNumber(mrePct),
              shortNumber2: shortNumber(low),
              shortNumber3: shortNumber(high),
            }),
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
    title: tr('Hold-out beside training'),
    words: tr(
      'Kullback-Leibler divergence of each feature over all windows, widest first; 0 is the same. {which}',
      {
        which:
          outside === 0
            ? tr('No feature leaves the range of training in more than 5 % of windows.')
            : tr('{outside} {which} the range of training in more than 5 % of windows.', {
                outside,
                which: outside === 1 ? tr('feature leaves') : tr('features leave'),
              }),
      },
    ),
    spec: {
      x: { kind: 'linear', label: tr('KL divergence, nats'), include: [0] },
      y: { kind: 'names', label: '', names: shown.map(({ name }) => name) },
      marks: [
        {
          kind: 'bars',
          colour: 'quiet',
          bars: shown.map(({ name, kl, trainingMean, holdOutMean, outsideShare }, place) => ({
            place,
            length: kl,
            words: tr(
              '{name}: {shortNumber}\nmean {shortNumber2} in training, {shortNumber3} in hold-out\n{value} % of windows outside',
              {
                name,
                shortNumber: shortNumber(kl),
                shortNumber2: shortNumber(trainingMean),
                shortNumber3: shortNumber(holdOutMean),
                value: (100 * outsideShare).toFixed(1),
              },
            ),
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
