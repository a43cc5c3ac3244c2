import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import type { StandingAlarmEntry } from '../../shared/contract/alarms';
import { alarmPriorities } from '../../shared/model/alarm';
import { useMe } from '../station/use-session';
import { tr } from '../strings/translate';
import { type Notice, noticeSettings, noticesOf } from './alarm-notices';
import { alarmPath, navigate } from './route';

/**
 * Tells of new alarms in the window and by the operating system, as the person at this computer wants it. What is shelved,
 * suppressed or out of service is not among the unseen, and so never told.
 */
export function useAlarmNotices(unseen: readonly StandingAlarmEntry[] | null): void {
  const personId = useMe()?.personId ?? null;
  const told = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (unseen === null) return;
    const found = noticesOf(unseen, told.current, noticeSettings(localStorage, personId));
    told.current = found.told;
    for (const notice of found.notices) tell(notice);
  }, [unseen, personId]);
}

function tell(notice: Notice): void {
  const { first, more, way } = notice;
  const priority = alarmPriorities.find(({ id }) => id === first.definition.priority);
  const title = `${priority?.letter ?? ''} ${tr(priority?.words ?? '')} · ${first.unitId}: ${tr(first.definition.words)}`;
  const rest = more === 0 ? '' : ` ${tr('{more} more came with it.', { more })}`;
  const body = `${tr(first.definition.action)}${rest}`;
  const lead = (): void => navigate(alarmPath(first.unitId, first.alarmId));
  if (way === 'system') return void tellBySystem(title, body, lead);
  notifications.show({
    title,
    message: body,
    autoClose: 20_000,
    color: 'red',
    style: { cursor: 'pointer' },
    onClick: lead,
  });
}

/** One window of an origin tells; where windows cannot agree about it, the tag lets the later take the place of the former. */
async function tellBySystem(title: string, body: string, lead: () => void): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const show = (): void => {
    // Its sound is the alarm's own.
    const shown = new Notification(title, { body, tag: title, silent: true });
    shown.addEventListener('click', () => {
      window.focus();
      lead();
      shown.close();
    });
  };
  if (!('locks' in navigator)) return show();
  await navigator.locks.request(`bt-notice ${title}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    show();
    // The other windows look twice a second: by then they have found it taken.
    await new Promise((go) => setTimeout(go, 3000));
  });
}
