import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { StandingAlarmEntry } from '../../../../shared/contract/alarms';
import type { UnitId } from '../../../../shared/model/identity';
import { alarmsPath, unitPath } from '../../../app/route';
import { isUnseen, useAlarms, useAlarmsAgain } from '../../../station/alarms';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { Notice } from '../../../ui/notice';
import { PriorityMark } from '../../../ui/priority-mark';
import { momentText } from '../../../ui/time-words';
import { AlarmDialogs } from '../../alarms/alarm-dialogs';
import { happeningOf } from '../../alarms/alarm-happening';
import { AlarmLinks } from '../../alarms/alarm-links';
import { amount, stateWords } from '../../alarms/alarm-words';
import { Scrolled } from './panel-frame';
import { tr } from '../../../strings/translate';

/** Alarms that stand, of one unit or of all, the most urgent first. */
export function AlarmListPanel({
  unitId,
  title,
}: {
  readonly unitId: UnitId | null;
  readonly title: string;
}) {
  const { data, error } = useAlarms();
  if (!data) return <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading alarms…')}</p>;
  const shown = data.alarms.filter(
    (alarm) => alarm.hold === null && (unitId === null || alarm.unitId === unitId),
  );
  return (
    <Scrolled name={title}>
      {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
      <AlarmDialogs>
        {shown.length === 0 ? (
          <p className="bt-panel-note">{tr('No alarm stands.')}</p>
        ) : (
          <ol className="bt-ws-alarms">
            {shown.map((alarm) => (
              <AlarmItem key={`${alarm.unitId} ${alarm.alarmId}`} alarm={alarm} now={data.now} />
            ))}
          </ol>
        )}
      </AlarmDialogs>
      <p className="bt-panel-note">
        <a href={alarmsPath()}>{tr('All alarms')}</a>
      </p>
    </Scrolled>
  );
}

function AlarmItem({ alarm, now }: { readonly alarm: StandingAlarmEntry; readonly now: number }) {
  const { client } = useStation();
  const again = useAlarmsAgain();
  const { unitId, alarmId, definition, state } = alarm;
  const acknowledge = useMutation({
    mutationFn: () => client.alarms.acknowledge({ alarms: [{ unitId, alarmId }] }),
    onSettled: again,
  });
  return (
    <li data-alarm={`${unitId}/${alarmId}`}>
      <PriorityMark priority={definition.priority} unseen={isUnseen(alarm)} />
      <div>
        <b>{tr(definition.words)}</b> <a href={unitPath(unitId)}>{unitId}</a>
        <p>
          {amount(alarm.value, alarm.unit)}
          {alarm.limit !== null && tr(', limit {amount}', { amount: amount(alarm.limit, alarm.unit) })} ·{' '}
          {stateWords(alarm)}
          {state.activeSince !== null &&
            tr(' since {momentText}', { momentText: momentText(state.activeSince, now) })}
        </p>
        {definition.action !== '' && <p>{tr(definition.action)}</p>}
        <AlarmLinks alarm={happeningOf(alarm)} />
        {acknowledge.error && <p role="alert">{wordsOf(acknowledge.error)}</p>}
      </div>
      {isUnseen(alarm) && (
        <Button
          size="compact-xs"
          variant="default"
          loading={acknowledge.isPending}
          aria-label={tr('Acknowledge {words} of {unitId}', { words: tr(definition.words), unitId })}
          onClick={() => acknowledge.mutate()}
        >
          {tr('Ack')}
        </Button>
      )}
    </li>
  );
}
