import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconUrgent } from '@tabler/icons-react';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import type { usePlanCheck } from './use-training';
import { tr, trNode } from '../../strings/translate';

interface Props {
  /** What keeps the draft from being a plan. */
  readonly lacking: string | null;
  readonly check: ReturnType<typeof usePlanCheck>;
}

/** What the station says of the plan as it stands. */
export function PlanCheck({ lacking, check: { data, error, isCurrent } }: Props) {
  if (lacking !== null) return <Notice kind="quiet">{lacking}.</Notice>;
  if (error)
    return (
      <Notice kind="warn">
        {trNode('The plan could not be checked: {wordsOf}', { wordsOf: wordsOf(error) })}
      </Notice>
    );
  if (!data) return <Notice kind="quiet">{tr('Checking the plan…')}</Notice>;
  const { problems, samples, holdOutSamples, evaluations } = data;
  const refused = problems.filter(({ severity }) => severity === 'refused');
  return (
    <div className="bt-train-check" aria-busy={!isCurrent} data-testid="plan-check" tabIndex={0} role="group">
      {refused.map(({ field, words }) => (
        <Line key={`${field} ${words}`} kind="alarm" words={words} />
      ))}
      {problems
        .filter(({ severity }) => severity === 'warning')
        .map(({ field, words }) => (
          <Line key={`${field} ${words}`} kind="warn" words={words} />
        ))}
      <Line
        kind={refused.length === 0 ? 'good' : 'quiet'}
        words={[
          tr('{samples} samples to learn from, {holdOutSamples} to judge by', { samples, holdOutSamples }),
          ...(holdOutSamples > 0 ? [evaluatedWords(evaluations)] : []),
          ...(refused.length === 0 ? [tr('Nothing stands in the way')] : []),
        ].join('. ')}
      />
    </div>
  );
}

const icons = { quiet: IconInfoCircle, good: IconCircleCheck, warn: IconAlertTriangle, alarm: IconUrgent };

interface LineProps {
  readonly kind: keyof typeof icons;
  readonly words: string;
}

/** One of several sentences in the little room at the foot. */
function Line({ kind, words }: LineProps) {
  const Icon = icons[kind];
  return (
    <p data-kind={kind} role={kind === 'alarm' ? 'alert' : 'status'}>
      <Icon size={15} aria-hidden />
      <span>{words}.</span>
    </p>
  );
}

function evaluatedWords(evaluations: number): string {
  if (evaluations === 0) return tr('These hold-out batches were never evaluated before');
  const times = evaluations === 1 ? 'once' : `${evaluations} times`;
  return tr(
    'These hold-out batches were evaluated {times} before: each look makes them a little less of a test',
    { times },
  );
}
