import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { StandingAlarmEntry } from '../../../shared/contract/alarms';
import { unitPath } from '../../app/route';
import { PriorityMark } from '../../ui/priority-mark';
import { momentText } from '../../ui/time-words';
import { happeningOf } from './alarm-happening';
import { AlarmLinks } from './alarm-links';
import { amount, stateWords } from './alarm-words';
import { isUnseen } from '../../station/alarms';
import { usePointedRow } from './use-pointed-row';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly alarms: readonly StandingAlarmEntry[];
  readonly now: number;
  readonly busy: boolean;
  readonly acknowledge: (alarms: readonly StandingAlarmEntry[]) => void;
  readonly shelve: (alarm: StandingAlarmEntry) => void;
  readonly unshelve: (alarm: StandingAlarmEntry) => void;
  readonly reset: (alarm: StandingAlarmEntry) => void;
  readonly outOfService: (alarm: StandingAlarmEntry) => void;
}

const keyOf = ({ unitId, alarmId }: StandingAlarmEntry): string => `${unitId} ${alarmId}`;

/** Alarms that stand, the most urgent first: what is wrong, since when, what to do, and the deeds. */
export function StandingTable({ alarms, now, busy, acknowledge, ...deeds }: Props) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const chosen = alarms.filter((alarm) => marked.has(keyOf(alarm)) && isUnseen(alarm));
  const unseen = alarms.filter(isUnseen);
  const mark = (key: string, on: boolean): void =>
    setMarked((before) => new Set(on ? [...before, key] : [...before].filter((one) => one !== key)));
  return (
    <>
      {alarms.some(({ hold }) => hold === null) && (
        <div className="bt-alarm-tools">
          <Button
            size="compact-md"
            loading={busy}
            disabled={(chosen.length > 0 ? chosen : unseen).length === 0}
            onClick={() => {
              acknowledge(chosen.length > 0 ? chosen : unseen);
              setMarked(new Set());
            }}
          >
            {chosen.length > 0
              ? tr('Acknowledge {length} chosen', { length: chosen.length })
              : tr('Acknowledge all {length}', { length: unseen.length })}
          </Button>
          <span className="bt-dim">
            {tr('Acknowledging says that you have seen it; it does not end the alarm.')}
          </span>
        </div>
      )}
      <div className="bt-scroll-x" role="group" tabIndex={0} aria-label={tr('Alarms, scrolled sideways')}>
        <table className="bt-table" aria-label={tr('Alarms that stand')}>
          <thead>
            <tr>
              <th scope="col">
                <span className="bt-unseen">{tr('Choose')}</span>
              </th>
              <th scope="col">{tr('Priority')}</th>
              <th scope="col">{tr('Unit')}</th>
              <th scope="col">{tr('Alarm')}</th>
              <th scope="col">{tr('State')}</th>
              <th scope="col">{tr('Since')}</th>
              <th scope="col" data-number>
                {tr('Value')}
              </th>
              <th scope="col" data-number>
                {tr('Limit')}
              </th>
              <th scope="col">{tr('What to do')}</th>
              <th scope="col">
                <span className="bt-unseen">{tr('Deeds')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {alarms.map((alarm) => (
              <StandingRow
                key={keyOf(alarm)}
                alarm={alarm}
                now={now}
                marked={marked.has(keyOf(alarm))}
                mark={(on) => mark(keyOf(alarm), on)}
                acknowledge={() => acknowledge([alarm])}
                {...deeds}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface RowProps extends Pick<Props, 'now' | 'shelve' | 'unshelve' | 'reset' | 'outOfService'> {
  readonly alarm: StandingAlarmEntry;
  readonly marked: boolean;
  readonly mark: (on: boolean) => void;
  readonly acknowledge: () => void;
}

function StandingRow({
  alarm,
  now,
  marked,
  mark,
  acknowledge,
  shelve,
  unshelve,
  reset,
  outOfService,
}: RowProps) {
  const { definition, state, hold } = alarm;
  const unseen = isUnseen(alarm);
  const shelf = state.held['out-of-service'] ?? state.held.shelved;
  const place = `${alarm.unitId}/${alarm.alarmId}`;
  const { row, pointed } = usePointedRow(place);
  const name = `${definition.words} of ${alarm.unitId}`;
  return (
    <tr ref={row} data-alarm={place} data-state={hold ?? state.state} data-pointed={pointed || undefined}>
      <td>
        {unseen && (
          <Checkbox
            aria-label={tr('Choose {name}', { name })}
            checked={marked}
            onChange={(event) => mark(event.target.checked)}
          />
        )}
      </td>
      <td>
        <PriorityMark priority={definition.priority} unseen={unseen} />
      </td>
      <td data-nowrap>
        <a href={unitPath(alarm.unitId)}>{alarm.unitId}</a>
      </td>
      <td className="bt-alarm-what">
        <b>{tr(definition.words)}</b>
        <div className="bt-dim">{tr(definition.cause)}</div>
      </td>
      <td className="bt-alarm-state">
        {stateWords(alarm)}
        {shelf && (
          <div className="bt-dim">
            {trNode('until {which} by {by}: {reason}', {
              which: shelf.until === null ? tr('its rule ends it') : momentText(shelf.until, now),
              by: shelf.by.join(', '),
              reason: shelf.reason,
            })}
          </div>
        )}
      </td>
      <td data-nowrap>{state.activeSince === null ? '–' : momentText(state.activeSince, now)}</td>
      <td data-number>{amount(alarm.value, alarm.unit)}</td>
      <td data-number>{amount(alarm.limit, alarm.unit)}</td>
      <td className="bt-alarm-action">
        {tr(definition.action)}
        <AlarmLinks alarm={happeningOf(alarm)} />
      </td>
      <td data-nowrap>
        <div className="bt-alarm-deeds">
          {unseen && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={tr('Acknowledge {name}', { name })}
              onClick={acknowledge}
            >
              {tr('Acknowledge')}
            </Button>
          )}
          {state.state === 'latched-acknowledged' && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={tr('Reset {name}', { name })}
              onClick={() => reset(alarm)}
            >
              {tr('Reset')}
            </Button>
          )}
          {hold === 'shelved' ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={tr('Unshelve {name}', { name })}
              onClick={() => unshelve(alarm)}
            >
              {tr('Unshelve')}
            </Button>
          ) : (
            definition.shelvable &&
            hold === null && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={tr('Shelve {name}', { name })}
                onClick={() => shelve(alarm)}
              >
                {tr('Shelve…')}
              </Button>
            )
          )}
          {hold === null && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={tr('Take {name} out of service', { name })}
              onClick={() => outOfService(alarm)}
            >
              {tr('Out of service…')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
