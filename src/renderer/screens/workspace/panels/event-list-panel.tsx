import { useQuery } from '@tanstack/react-query';
import type { UnitId } from '../../../../shared/model/identity';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { useTrendGroup } from '../../../ui/chart/trend-context';
import { StateWords } from '../../../ui/state-words';
import { dateTimeText } from '../../../ui/time-words';
import { jumpTo } from '../jump-to';
import { Scrolled } from './panel-frame';
import { tr } from '../../../strings/translate';

const looks = {
  info: { kind: 'quiet', words: tr('Info') },
  warning: { kind: 'warn', words: tr('Warning') },
  error: { kind: 'alarm', words: tr('Error') },
} as const;

/** What the station saw happen, newest first; a click takes every linked trend there. */
export function EventListPanel({
  unitId,
  title,
}: {
  readonly unitId: UnitId | null;
  readonly title: string;
}) {
  const { client } = useStation();
  const group = useTrendGroup();
  const { data, error } = useQuery({
    queryKey: ['events'],
    queryFn: ({ signal }) => client.events.list({ limit: 300 }, { signal }),
    refetchInterval: 5000,
  });
  if (!data) return <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading events…')}</p>;
  const shown = data.filter((event) => unitId === null || event.unitId === unitId);
  return (
    <Scrolled name={title}>
      {shown.length === 0 && <p className="bt-panel-note">{tr('Nothing has happened yet.')}</p>}
      <ol className="bt-ws-events">
        {shown.map((event) => (
          <li key={event.id}>
            <button
              type="button"
              title={tr('Show this moment in the trends')}
              onClick={() => jumpTo(group, event.at)}
            >
              {dateTimeText(event.at)}
            </button>
            <span>
              {event.severity !== 'info' && <StateWords {...looks[event.severity]} />}{' '}
              {event.unitId !== null && `${event.unitId}: `}
              {tr(event.words)}
            </span>
          </li>
        ))}
      </ol>
    </Scrolled>
  );
}
