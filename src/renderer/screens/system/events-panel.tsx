import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StationEvent } from '../../../shared/model/station-event';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';

const shows = [
  { value: 'all', label: 'All' },
  { value: 'attention', label: 'Warnings and errors' },
];
const looks = {
  info: { kind: 'quiet', words: 'Info' },
  warning: { kind: 'warn', words: 'Warning' },
  error: { kind: 'alarm', words: 'Error' },
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
      title="Events"
      aside={<SegmentedControl aria-label="Events to show" data={shows} value={show} onChange={setShow} />}
    >
      {shown === undefined ? (
        <p className="bt-panel-note">{error ? wordsOf(error) : 'Reading…'}</p>
      ) : shown.length === 0 ? (
        <p className="bt-panel-note">
          {show === 'all' ? 'Nothing has happened yet' : 'No warnings and no errors'}
        </p>
      ) : (
        <EventTable events={shown} />
      )}
    </Panel>
  );
}

function EventTable({ events }: { readonly events: readonly StationEvent[] }) {
  return (
    <div className="bt-events" tabIndex={0} role="region" aria-label="Events, newest first">
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Kind</th>
            <th scope="col">Unit</th>
            <th scope="col">What happened</th>
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
              <td title={event.kind}>{event.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
