import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StationEvent } from '../../../shared/model/station-event';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

const shows = [
  { value: 'all', label: tr('All') },
  { value: 'attention', label: tr('Warnings and errors') },
];
const looks = {
  info: { kind: 'quiet', words: tr('Info') },
  warning: { kind: 'warn', words: tr('Warning') },
  error: { kind: 'alarm', words: tr('Error') },
} as const;

/** What happened, newest first. */
export function EventsPanel() {
  const { client } = useStation();
  const [show, setShow] = useState('all');
  const { data: events, error } = useQuery({
    queryKey: ['events'],
    queryFn: ({ signal }) => client.events.list({ limit: 300 }, { signal }),
    refetchInterval: 5000,
  });
  const shown = events?.filter((event) => show === 'all' || event.severity !== 'info');
  return (
    <Panel
      title={tr('Events')}
      aside={
        <SegmentedControl aria-label={tr('Events to show')} data={shows} value={show} onChange={setShow} />
      }
    >
      {shown === undefined ? (
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading…')}</p>
      ) : shown.length === 0 ? (
        <p className="bt-panel-note">
          {show === 'all' ? tr('Nothing has happened yet') : tr('No warnings and no errors')}
        </p>
      ) : (
        <EventTable events={shown} />
      )}
    </Panel>
  );
}

function EventTable({ events }: { readonly events: readonly StationEvent[] }) {
  return (
    <div className="bt-events" tabIndex={0} role="region" aria-label={tr('Events, newest first')}>
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">{tr('Time')}</th>
            <th scope="col">{tr('Kind')}</th>
            <th scope="col">{tr('Unit')}</th>
            <th scope="col">{tr('What happened')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td data-nowrap>{dateTimeText(event.at)}</td>
              <td>
                <StateWords {...looks[event.severity]} />
              </td>
              <td data-nowrap>{event.unitId ?? ''}</td>
              <td title={event.kind}>{tr(event.words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
