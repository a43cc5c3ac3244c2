import { Button } from '@mantine/core';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText, spanText } from '../../ui/time-words';
import { headline } from './record-words';
import type { PlannedSample } from './sample-plan';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly plan: readonly PlannedSample[];
  readonly now: number;
  /** A batch that nobody planned owes no sample. */
  readonly owed: boolean;
  /** False once nobody can draw any more. */
  readonly canDraw: boolean;
  readonly onDraw: () => void;
  readonly onOpen: (id: string) => void;
}

/** The planned samples: which are drawn, which is next, which is late. */
export function SamplesPanel({ plan, now, owed, canDraw, onDraw, onOpen }: Props) {
  const drawn = plan.filter(({ state }) => state === 'drawn').length;
  return (
    <Panel
      title={tr('Planned samples')}
      aside={
        <span className="bt-dim">{tr('{drawn} of {length} drawn', { drawn, length: plan.length })}</span>
      }
    >
      <div className="bt-scroll-x" tabIndex={0} role="group" aria-label={tr('Planned samples')}>
        <table className="bt-table" aria-label={tr('Planned samples')}>
          <tbody>
            {plan.map((sample) => (
              <tr key={sample.plannedH} data-sample={sample.state}>
                <td data-number>{sample.plannedH} h</td>
                <td data-nowrap>
                  <StateWords {...(owed || sample.record ? stateOf(sample, now) : notOwed)} />
                </td>
                <td data-nowrap={!sample.record || undefined}>
                  {sample.record ? headline(sample.record) : dueText(sample)}
                </td>
                <td data-nowrap>
                  <SampleDeed sample={sample} canDraw={canDraw} onDraw={onDraw} onOpen={onOpen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function SampleDeed({
  sample,
  canDraw,
  onDraw,
  onOpen,
}: Omit<Props, 'plan' | 'now' | 'owed'> & { sample: PlannedSample }) {
  const { record, state, plannedH } = sample;
  if (record)
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => onOpen(record.id)}>
        {trNode('Open{span}', {
          span: <span className="bt-unseen">{trNode(' the sample of {plannedH} h', { plannedH })}</span>,
        })}
      </Button>
    );
  if (!canDraw || state === 'later') return null;
  return (
    <Button variant="default" size="compact-sm" onClick={onDraw}>
      {trNode('Record…{span}', {
        span: <span className="bt-unseen">{trNode(' the sample of {plannedH} h', { plannedH })}</span>,
      })}
    </Button>
  );
}

const notOwed = { kind: 'quiet', words: tr('Not planned') } as const;

const dueText = ({ dueAt }: PlannedSample): string =>
  dueAt === null ? tr('counts from inoculation') : dateTimeText(dueAt).slice(0, 16);

function stateOf({ state, dueAt }: PlannedSample, now: number) {
  switch (state) {
    case 'drawn':
      return { kind: 'good', words: tr('Drawn') } as const;
    case 'due':
      return { kind: 'warn', words: tr('Due now') } as const;
    case 'overdue':
      return {
        kind: 'alarm',
        words: tr('Late by {spanText}', { spanText: spanText(now - (dueAt ?? now)) }),
      } as const;
    case 'missed':
      return { kind: 'warn', words: tr('Not drawn') } as const;
    case 'later':
      return {
        kind: 'quiet',
        words: dueAt === null ? tr('Planned') : tr('In {spanText}', { spanText: spanText(dueAt - now) }),
      } as const;
    default:
      return state satisfies never;
  }
}
