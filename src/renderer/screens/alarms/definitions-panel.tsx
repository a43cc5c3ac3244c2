import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AlarmDefinition } from '../../../shared/model/alarm';
import { phases } from '../../../shared/model/phase';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { PriorityMark } from '../../ui/priority-mark';
import { DefinitionDialog } from './definition-dialog';
import { useAlarmDefinitions } from '../../station/alarms';
import { tr, trNode } from '../../strings/translate';

/** The master alarm database: every alarm with its limits and its reason to exist. */
export function DefinitionsPanel() {
  const { data, error } = useAlarmDefinitions();
  const [open, setOpen] = useState<AlarmDefinition | null>(null);
  return (
    <Panel title={tr('Master list ({length})', { length: data?.length ?? 0 })}>
      {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
      <div
        className="bt-scroll-x"
        role="group"
        tabIndex={0}
        aria-label={tr('Master list, scrolled sideways')}
      >
        <table className="bt-table" aria-label={tr('Master list of alarms')}>
          <thead>
            <tr>
              <th scope="col">{tr('Priority')}</th>
              <th scope="col">{tr('Alarm')}</th>
              <th scope="col">{tr('Condition')}</th>
              <th scope="col">{tr('Delays')}</th>
              <th scope="col">{tr('Consequence')}</th>
              <th scope="col">{tr('What to do')}</th>
              <th scope="col">{tr('Decided by')}</th>
              <th scope="col">
                <span className="bt-unseen">{tr('Change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.map((alarm) => (
              <tr key={alarm.id} data-definition={alarm.id}>
                <td>
                  <PriorityMark priority={alarm.priority} quiet />
                </td>
                <td>
                  <b>{tr(alarm.words)}</b>
                  <div className="bt-dim bt-mono">
                    {alarm.id}
                    {alarm.enabled ? '' : tr(', not enabled')}
                  </div>
                </td>
                <td>
                  {conditionWords(alarm)}
                  <div className="bt-dim">{phaseWords(alarm)}</div>
                </td>
                <td data-nowrap>
                  {trNode('on {onDelayS} s, off {offDelayS} s', {
                    onDelayS: alarm.onDelayS,
                    offDelayS: alarm.offDelayS,
                  })}
                </td>
                <td>{tr(alarm.consequence)}</td>
                <td>{tr(alarm.action)}</td>
                <td>{alarm.rationalisedBy}</td>
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={tr('Change {words}', { words: tr(alarm.words) })}
                    onClick={() => setOpen(alarm)}
                  >
                    {tr('Change…')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && <DefinitionDialog key={open.id} alarm={open} close={() => setOpen(null)} />}
    </Panel>
  );
}

function conditionWords({ condition, tag, limit, deadband }: AlarmDefinition): string {
  if (condition.kind === 'bad-value') return tr('{tag} is bad or silent', { tag });
  const sign = condition.kind === 'high' ? 'above' : 'below';
  return limit === null
    ? tr('{tag}, limit by phase', { tag })
    : tr('{tag} {sign} {limit} (deadband {deadband})', { tag, sign, limit, deadband });
}

function phaseWords({ phaseLimits }: AlarmDefinition): string {
  const named = phases.flatMap(({ id, words }) => {
    const limit = phaseLimits[id];
    return limit === undefined ? [] : [{ words: id === 'none' ? tr('outside a batch') : words, limit }];
  });
  const silent = named.filter(({ limit }) => limit === null).map(({ words }) => words);
  const own = named.flatMap(({ words, limit }) => (limit === null ? [] : [`${words}: ${limit}`]));
  return [...own, ...(silent.length > 0 ? [`Suppressed: ${silent.join(', ')}`] : [])].join('. ');
}
