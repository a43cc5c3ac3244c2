import { Button, Group } from '@mantine/core';
import { useMemo } from 'react';
import { useCommands, type Command } from '../../app/commands';
import { openSignRecord } from '../../app/sign-record';
import { stepsOf } from '../../../shared/model/quality/engine';
import type { QualityItem } from '../../../shared/model/quality/item';
import type { Transition } from '../../../shared/model/quality/machine';
import { machines, stateOf } from '../../../shared/model/quality/machines';
import { meaningOf } from '../../../shared/model/signature';
import { personRoleWords } from '../../../shared/model/person';
import { Panel } from '../../ui/panel';
import { useNow } from '../../ui/use-now';
import { openStep, openWithdraw } from './step-form';
import { useNames } from './use-quality';
import { tr, trNode } from '../../strings/translate';

/** Opens the signing dialog for the step that waits. */
function sign({ kind, id, version, pending }: QualityItem): void {
  const step = machines[kind].transitions.find((one) => one.id === pending?.step);
  openSignRecord([{ type: kind, id, version }], step?.meaning);
}

function commandsFor(item: QualityItem, now: number): Command[] {
  if (item.pending)
    return [
      {
        id: 'quality-sign',
        title: tr('Sign {id}…', { id: item.id }),
        group: tr('Quality'),
        run: () => sign(item),
      },
    ];
  return stepsOf(item, now)
    .filter(({ problems }) => problems.length === 0)
    .map(({ step }) => ({
      id: `quality-${step.id}`,
      title: `${step.words} ${item.id}…`,
      group: tr('Quality'),
      run: () => openStep(item, step),
    }));
}

/** What can be done from here, what still stands in the way of it, and the signature that is waited for. */
export function NextSteps({ item }: { readonly item: QualityItem }) {
  const now = useNow(30_000);
  const machine = machines[item.kind];
  const state = stateOf(machine, item.state);
  const steps = stepsOf(item, now);
  useCommands(useMemo(() => commandsFor(item, now), [item, now]));
  return (
    <Panel title={item.pending ? tr('To be signed') : tr('Next')}>
      <div className="bt-panel-body bt-qms-next">
        {item.pending ? (
          <Waiting item={item} />
        ) : (
          <>
            <p className="bt-qms-small">{state.doing}</p>
            <ul>
              {steps
                .filter(({ step }) => !step.backward)
                .map((one) => (
                  <StepLine key={one.step.id} item={item} {...one} />
                ))}
            </ul>
            {steps.some(({ step, problems }) => step.backward && problems.length === 0) && (
              <div className="bt-qms-aside-steps">
                {steps
                  .filter(({ step, problems }) => step.backward && problems.length === 0)
                  .map(({ step }) => (
                    <Button
                      key={step.id}
                      variant="subtle"
                      size="compact-sm"
                      onClick={() => openStep(item, step)}
                    >
                      {tr(step.words)}…
                    </Button>
                  ))}
              </div>
            )}
          </>
        )}
      </div>
    </Panel>
  );
}

interface LineProps {
  readonly item: QualityItem;
  readonly step: Transition;
  readonly problems: readonly string[];
}

function StepLine({ item, step, problems }: LineProps) {
  const ready = problems.length === 0;
  return (
    <li>
      <Button variant={ready ? 'filled' : 'default'} disabled={!ready} onClick={() => openStep(item, step)}>
        {tr(step.words)}
        {step.meaning !== undefined && '…'}
      </Button>
      <small className="bt-dim">{whoMay(step)}</small>
      {!ready && (
        <ul className="bt-qms-problems" aria-label={tr('Before {words}', { words: tr(step.words) })}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function whoMay(step: Transition): string {
  const roles = step.roles.map((role) => personRoleWords[role]).join(', ');
  return step.meaning === undefined
    ? roles
    : tr('Signed as "{words}" by: {roles}', { words: tr(meaningOf(step.meaning).words), roles });
}

function Waiting({ item }: { readonly item: QualityItem }) {
  const names = useNames();
  const step = machines[item.kind].transitions.find(({ id }) => id === item.pending?.step);
  if (!step || !item.pending) return null;
  const { by, reason } = item.pending;
  return (
    <>
      <p className="bt-qms-small">
        {trNode('{strong} was asked for by {which}{reason}. {whoMay}.', {
          strong: <b>{tr(step.words)}</b>,
          which: by === null ? tr('the station') : (names[by] ?? by),
          reason: reason !== null && `: ${reason}`,
          whoMay: whoMay(step),
        })}
      </p>
      <Group>
        <Button onClick={() => sign(item)}>{tr('Sign…')}</Button>
        <Button variant="default" onClick={() => openWithdraw(item)}>
          {tr('Take it back…')}
        </Button>
      </Group>
    </>
  );
}
