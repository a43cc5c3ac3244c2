import { alarmPriorities } from '../../../shared/model/alarm';
import { useAlarmDefinitions } from '../../station/alarms';
import { tr } from '../../strings/translate';
import { dateTimeText } from '../../ui/time-words';
import { amount, eventWords } from '../alarms/alarm-words';
import type { UnitShift } from './use-shift';

const told = new Set(['activated', 'returned', 'acknowledged', 'shelved', 'out-of-service']);

/** How many alarms were raised, by priority, and what happened to each. */
export function ShiftAlarms({ data }: { readonly data: UnitShift }) {
  const { data: definitions } = useAlarmDefinitions();
  const byId = new Map(definitions?.map((definition) => [definition.id, definition]));
  const rows = data.journal.filter(({ what }) => told.has(what));
  const raised = rows.filter(({ what }) => what === 'activated');
  if (rows.length === 0) return <p>{tr('No alarm was raised.')}</p>;
  const counts = alarmPriorities
    .map(({ id, words }) => ({
      words: tr(words),
      n: raised.filter(({ alarmId }) => byId.get(alarmId)?.priority === id).length,
    }))
    .filter(({ n }) => n > 0);
  return (
    <>
      <p>
        {tr('{n} raised', { n: raised.length })}
        {counts.length > 0 && `: ${counts.map(({ words, n }) => `${n} ${words.toLowerCase()}`).join(', ')}`}.
      </p>
      <table className="bt-table" aria-label={tr('Alarms of the shift')}>
        <thead>
          <tr>
            <th scope="col">{tr('Time')}</th>
            <th scope="col">{tr('Alarm')}</th>
            <th scope="col">{tr('What')}</th>
            <th scope="col" data-number>
              {tr('Value')}
            </th>
            <th scope="col">{tr('By')}</th>
            <th scope="col">{tr('Comment')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((event) => (
            <tr key={event.id}>
              <td data-nowrap>{dateTimeText(event.at)}</td>
              <td>{tr(byId.get(event.alarmId)?.words ?? event.alarmId)}</td>
              <td data-nowrap>{tr(eventWords[event.what])}</td>
              <td data-number>{amount(event.value, '')}</td>
              <td>{event.by}</td>
              <td>{event.comment}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
