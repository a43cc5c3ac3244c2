import { Button } from '@mantine/core';
import { IconBell, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { alarmPriorities } from '../../shared/model/alarm';
import { isUnseen, useAlarms } from '../station/alarms';
import { useLinkState } from '../station/use-live';
import { PriorityMark } from '../ui/priority-mark';
import { momentText } from '../ui/time-words';
import { alarmsPath } from './route';
import { useAlarmSound } from './use-alarm-sound';
import './alarm-banner.css';

/** Alarms on every screen, always on top: the most urgent that nobody has seen, and how many of each priority stand. */
export function AlarmBanner() {
  const link = useLinkState();
  const { data } = useAlarms();
  const unseen = data?.alarms.filter(isUnseen) ?? [];
  const { silenced, silence } = useAlarmSound(unseen);
  if (!data || link.kind !== 'online') return null;
  const standing = data.alarms.filter(({ hold }) => hold === null);
  // What a phase suppresses by design is always there; what a person put aside is worth a word.
  const held = data.alarms.filter(({ hold }) => hold !== null && hold !== 'suppressed').length;
  const first = unseen[0] ?? standing[0];
  if (!first && held === 0) return null;
  return (
    <aside
      className="bt-alarm-banner"
      aria-label="Alarms"
      data-testid="alarm-banner"
      data-unseen={unseen.length}
    >
      <span className="bt-alarm-counts">
        {alarmPriorities.map(({ id }) => {
          const count = standing.filter(({ definition }) => definition.priority === id).length;
          if (count === 0) return null;
          const anyUnseen = unseen.some(({ definition }) => definition.priority === id);
          return (
            <span key={id}>
              <PriorityMark priority={id} unseen={anyUnseen} /> {count}
            </span>
          );
        })}
        {standing.length === 0 && <IconBell size={16} aria-hidden />}
      </span>
      <a className="bt-alarm-first" href={alarmsPath(first ? 'standing' : 'held')}>
        {first ? (
          <>
            <b>
              {first.unitId}: {first.definition.words}
            </b>{' '}
            {first.state.activeSince === null
              ? 'returned'
              : `since ${momentText(first.state.activeSince, data.now)}`}
            {unseen.length > 1 && `, ${unseen.length - 1} more unacknowledged`}
          </>
        ) : (
          'No alarm stands'
        )}
        {data.flood && ` · Flood: ${data.flood.count} in ${data.flood.groups.length} groups`}
        {held > 0 && <span className="bt-dim"> · {held} kept from telling</span>}
      </a>
      {unseen.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={silenced}
          leftSection={
            silenced ? <IconVolumeOff size={15} aria-hidden /> : <IconVolume size={15} aria-hidden />
          }
          onClick={silence}
        >
          {silenced ? 'Silenced' : 'Silence'}
        </Button>
      )}
    </aside>
  );
}
