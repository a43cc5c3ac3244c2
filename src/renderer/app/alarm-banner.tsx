import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { IconBell, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { alarmPriorities } from '../../shared/model/alarm';
import type { StandingAlarmEntry } from '../../shared/contract/alarms';
import { isUnseen, useAlarms } from '../station/alarms';
import { useLinkState } from '../station/use-live';
import { PriorityMark } from '../ui/priority-mark';
import { momentText } from '../ui/time-words';
import { alarmPath, alarmsPath } from './route';
import { useAlarmNotices } from './use-alarm-notices';
import { useAlarmSound } from './use-alarm-sound';
import { useIsReplay } from '../replay/replay-store';
import { tr, trNode } from '../strings/translate';
import './alarm-banner.css';

const nothing: readonly StandingAlarmEntry[] = [];

/** Alarms on every screen, always on top: the most urgent that nobody has seen, and how many of each priority stand. */
export function AlarmBanner() {
  const link = useLinkState();
  const { data } = useAlarms();
  const unseen = useMemo(() => data?.alarms.filter(isUnseen) ?? [], [data]);
  // What a replay shows is over: it neither sounds nor tells anybody.
  const isReplay = useIsReplay();
  useAlarmNotices(data && !isReplay ? unseen : null);
  const { silenced, silence } = useAlarmSound(isReplay ? nothing : unseen);
  if (!data || link.kind !== 'online') return null;
  const standing = data.alarms.filter(({ hold }) => hold === null);
  // What a phase suppresses by design is always there; what a person put aside is worth a word.
  const held = data.alarms.filter(({ hold }) => hold !== null && hold !== 'suppressed').length;
  const first = unseen[0] ?? standing[0];
  if (!first && held === 0) return null;
  return (
    <aside
      className="bt-alarm-banner"
      aria-label={tr('Alarms')}
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
      <a
        className="bt-alarm-first"
        href={first ? alarmPath(first.unitId, first.alarmId) : alarmsPath('held')}
      >
        {first ? (
          <>
            <b>
              {first.unitId}: {tr(first.definition.words)}
            </b>{' '}
            {first.state.activeSince === null
              ? tr('returned')
              : tr('since {momentText}', { momentText: momentText(first.state.activeSince, data.now) })}
            {unseen.length > 1 && tr(', {length} more unacknowledged', { length: unseen.length - 1 })}
          </>
        ) : (
          tr('No alarm stands')
        )}
        {data.flood &&
          tr(' · Flood: {count} in {length} groups', {
            count: data.flood.count,
            length: data.flood.groups.length,
          })}
        {held > 0 && <span className="bt-dim">{trNode(' · {held} kept from telling', { held })}</span>}
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
          {silenced ? tr('Silenced') : tr('Silence')}
        </Button>
      )}
    </aside>
  );
}
