import type { TrainingTrial } from '../../../shared/model/training-plan';
import { shortNumber } from '../../ui/short-number';
import type { ReportFigure } from './report-figure';
import { tr } from '../../strings/translate';

/** Scores of a search, trial by trial, with the best so far. */
export function tuningFigure(trials: readonly TrainingTrial[], words: string): ReportFigure {
  let best = Infinity;
  const scored = trials.flatMap((trial) =>
    trial.mrePct === null ? [] : [{ ...trial, mrePct: trial.mrePct }],
  );
  const steps = scored.map(({ number, mrePct }) => {
    best = Math.min(best, mrePct);
    return { x: number + 1, y: best };
  });
  const settings = [...new Set(trials.flatMap((trial) => Object.keys(trial.settings)))];
  return {
    title: tr('Search'),
    words,
    spec: {
      x: { kind: 'linear', label: tr('trial') },
      y: { kind: 'linear', label: tr('mean relative error, %') },
      marks: [
        { kind: 'line', points: steps, colour: 'predicted', legend: tr('Best so far') },
        {
          kind: 'points',
          colour: 'quiet',
          legend: tr('One trial'),
          points: scored.map(({ number, mrePct, standardError, settings: own }) => ({
            x: number + 1,
            y: mrePct,
            words: [
              `Trial ${number + 1}: ${shortNumber(mrePct)} ± ${shortNumber(standardError, 2)} %`,
              ...Object.entries(own).map(([name, value]) => `${name} ${shortNumber(value)}`),
            ].join('\n'),
          })),
        },
      ],
    },
    table: {
      columns: ['trial', 'MRE %', 'standard error', ...settings],
      rows: trials.map((t) => [
        t.number + 1,
        t.mrePct,
        t.standardError,
        ...settings.map((name) => t.settings[name] ?? null),
      ]),
    },
  };
}
