import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { AlarmDefinition, AlarmEvent } from '../../../shared/model/alarm';
import { qualityOf } from '../../../shared/model/quality';
import { useUnits } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import { happeningOfEvent } from './alarm-happening';
import { AlarmLinks } from './alarm-links';
import { amount, eventWords } from './alarm-words';
import { useAlarmDefinitions, useAlarmJournal } from '../../station/alarms';
import { tr } from '../../strings/translate';

const spans = [
  { value: '3600000', label: tr('Hour') },
  { value: '86400000', label: tr('Day') },
  { value: '604800000', label: tr('Week') },
  { value: '2592000000', label: tr('30 days') },
];

/** Every transition with value, limit, quality and person, newest first. */
export function JournalPanel({ now }: { readonly now: number }) {
  const { data: units } = useUnits();
  const { data: definitions } = useAlarmDefinitions();
  const [spanMs, setSpanMs] = useState('86400000');
  const [design, setDesign] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const unitId = units?.find(({ id }) => id === chosen)?.id ?? null;
  // A whole minute: the question stays the same while it lasts.
  const to = Math.ceil(now / 60_000) * 60_000;
  const { data, error } = useAlarmJournal(Math.max(0, to - Number(spanMs)), to, unitId);
  const shown = data?.filter(({ what }) => design || (what !== 'suppressed' && what !== 'unsuppressed'));
  const byId = new Map(definitions?.map((one) => [one.id, one]));
  return (
    <Panel
      title={tr('Journal of alarms')}
      aside={
        <>
          <Checkbox
            size="xs"
            label={tr('Suppressions by design')}
            checked={design}
            onChange={(event) => setDesign(event.target.checked)}
          />
          <Select
            aria-label={tr('Unit')}
            placeholder={tr('Every unit')}
            clearable
            size="xs"
            data={units?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={unitId}
            onChange={setChosen}
          />
          <SegmentedControl
            size="xs"
            aria-label={tr('How far back')}
            data={spans}
            value={spanMs}
            onChange={setSpanMs}
          />
        </>
      }
    >
      {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
      {shown?.length === 0 && <p className="bt-panel-note">{tr('Nothing happened in this time.')}</p>}
      {shown && shown.length > 0 && (
        <div className="bt-scroll-x" role="group" tabIndex={0} aria-label={tr('Journal, scrolled sideways')}>
          <table className="bt-table" aria-label={tr('Journal of alarms')}>
            <thead>
              <tr>
                <th scope="col">{tr('Time')}</th>
                <th scope="col">{tr('Unit')}</th>
                <th scope="col">{tr('Alarm')}</th>
                <th scope="col">{tr('What')}</th>
                <th scope="col" data-number>
                  {tr('Value')}
                </th>
                <th scope="col" data-number>
                  {tr('Limit')}
                </th>
                <th scope="col">{tr('Quality')}</th>
                <th scope="col">{tr('By')}</th>
                <th scope="col">{tr('Comment')}</th>
                <th scope="col">{tr('Opens')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((event) => (
                <tr key={event.id}>
                  <td data-nowrap>{dateTimeText(event.at)}</td>
                  <td data-nowrap>{event.unitId}</td>
                  <td className="bt-alarm-what">{tr(byId.get(event.alarmId)?.words) ?? event.alarmId}</td>
                  <td data-nowrap>{tr(eventWords[event.what])}</td>
                  <td data-number>{amount(event.value, '')}</td>
                  <td data-number>{amount(event.limit, '')}</td>
                  <td>{tr(qualityOf(event.quality).words)}</td>
                  <td>{event.by}</td>
                  <td>{event.comment}</td>
                  <td data-nowrap>{linksOf(event, byId.get(event.alarmId))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** Of what was raised, the way on; of what followed, the row of the raising has it. */
function linksOf(event: AlarmEvent, definition: AlarmDefinition | undefined) {
  if (event.what !== 'activated' || !definition) return null;
  return <AlarmLinks alarm={happeningOfEvent(event, definition)} />;
}
