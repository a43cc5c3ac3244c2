import {
  deviationLevel,
  deviationRuleWords,
  type DeviationLevel,
  type DeviationRule,
} from '../deviation-rules';
import type { Fields } from '../field-value';
import type { RecordContext } from '../record-context';
import { minuteMs, value, type Computation, type RecordMoment, type RecordRule } from '../record-rule';

/** Level by the rules of the procedure, from what was written down and when; 1 where no rule applies. */
export function failureLevel(f: Fields, now: number): DeviationLevel {
  if (f.text('category') === 'contamination') return 3;
  const rule = f.text('rule');
  if (rule === undefined || !(rule in deviationRuleWords)) return 1;
  const from = f.num('occurredFrom');
  const minutes = from === undefined ? 0 : ((f.num('occurredTo') ?? now) - from) / minuteMs;
  return deviationLevel(rule as DeviationRule, minutes) ?? 1;
}

/** The level that the person chose. */
export function chosenLevel(f: Fields): DeviationLevel | null {
  const chosen = Number(f.text('level'));
  return chosen === 1 || chosen === 2 || chosen === 3 ? chosen : null;
}

export const failureRules: readonly RecordRule[] = [
  {
    id: 'failure.time-order',
    level: 'X',
    field: 'occurredTo',
    says: (f) =>
      (f.num('occurredTo') ?? Infinity) < (f.num('occurredFrom') ?? -Infinity)
        ? 'It ends before it begins: check the times'
        : null,
  },
  {
    id: 'failure.future',
    level: 'X',
    field: 'occurredFrom',
    says: (f, c) =>
      (f.num('occurredFrom') ?? 0) > c.now + minuteMs ? 'This lies in the future: enter when it began' : null,
  },
  {
    id: 'failure.outside-batch',
    level: 'C',
    field: 'occurredFrom',
    says: (f, c) =>
      c.batch?.endedAt && (f.num('occurredFrom') ?? 0) > c.batch.endedAt
        ? 'The batch had ended by then: say why this belongs to it'
        : null,
  },
  {
    id: 'failure.description-short',
    level: 'X',
    field: 'description',
    says: (f) =>
      (f.text('description') ?? '').length < 30 ? 'Describe what happened in at least 30 characters' : null,
  },
  {
    id: 'failure.title-short',
    level: 'X',
    field: 'title',
    says: (f) =>
      (f.text('title') ?? '').length < 5 ? 'Say in at least 5 characters what it is about' : null,
  },
  {
    id: 'failure.expected-short',
    level: 'X',
    field: 'expected',
    says: (f) =>
      (f.text('expected') ?? '').length < 5 ? 'Say in at least 5 characters what should have been' : null,
  },
  {
    id: 'failure.action-short',
    level: 'X',
    field: 'immediateAction',
    says: (f) =>
      (f.text('immediateAction') ?? '').length < 3
        ? 'Say what was done at once; "none" where nothing was'
        : null,
  },
  {
    id: 'failure.level-lowered',
    level: 'X',
    field: 'levelReason',
    says: (f, c) => {
      const [computed, chosen] = [failureLevel(f, c.now), chosenLevel(f)];
      return chosen !== null && chosen < computed && f.text('levelReason') === undefined
        ? `By the procedure this is level ${computed}: choose it, or say why it is lower (QA decides)`
        : null;
    },
  },
  {
    id: 'failure.evidence',
    level: 'C',
    field: 'evidence',
    says: (f) =>
      ['dissolved-oxygen', 'ph', 'temperature', 'agitation', 'aeration'].includes(f.text('category') ?? '') &&
      f.text('evidence') === undefined
        ? 'There is a signal for it: name the channel and the span, or say why not'
        : null,
  },
];

export function computeFailure(f: Fields, c: RecordContext, _at: RecordMoment): Computation {
  const level = failureLevel(f, c.now);
  return {
    computed: [
      value('computedLevel', 'Level by the procedure', '', level),
      value(
        'minutes',
        'Lasted',
        'min',
        f.num('occurredFrom') === undefined
          ? null
          : ((f.num('occurredTo') ?? c.now) - (f.num('occurredFrom') ?? 0)) / minuteMs,
      ),
    ],
    verdict: null,
  };
}
