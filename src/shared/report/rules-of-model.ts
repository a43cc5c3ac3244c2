import type { BatchFacts } from './batch-facts';
import type { Found, ReviewRule } from './review-rules';
import { timeText } from './time-text';

/** Shares of the windows of a batch above which they are exceptions. */
const mostMissingPct = 1;
const mostOutsidePct = 5;

/** The part that a model had in a batch. One that no model looked at has nothing to say here. */
export const modelRules: readonly ReviewRule[] = [
  {
    id: 'RBE-22',
    text: 'At most 1 % of the windows of the model lacked a measured input',
    severity: 'minor',
    run: ({ model }) =>
      share(model, 'withheld', mostMissingPct, 'had no answer because an input was missing'),
  },
  {
    id: 'RBE-29',
    text: 'The model was neither taken back nor refused, and at most 5 % of its windows were outside what it learned from',
    severity: 'minor',
    run: ({ model, events, zone }) => [
      ...share(model, 'outside', mostOutsidePct, 'were outside what the model learned from'),
      ...events
        .filter(({ kind }) => kind === 'model-reverted' || kind === 'model-refused')
        .map(({ id, at, words }) => ({
          about: String(id),
          words: `${timeText(at, zone)}: ${words}`,
          severity: 'major' as const,
        })),
    ],
  },
];

function share(
  model: BatchFacts['model'],
  of: 'withheld' | 'outside',
  mostPct: number,
  words: string,
): Found[] {
  if (!model || model.windows === 0) return [];
  const pct = (100 * model[of]) / model.windows;
  if (pct <= mostPct) return [];
  return [
    {
      about: of,
      words: `${pct.toFixed(1)} % of ${Math.round(model.windows)} windows ${words}`,
      ref: 'OD_pred',
    },
  ];
}
