import { notifications } from '@mantine/notifications';
import type { Station } from '../../station/station';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';

/** Opens the sign-in without an action behind it. */
export function askToSignIn(station: Station): void {
  station.session.ask().catch(() => undefined);
}

/** Locks or signs out; the view goes on. */
export async function leave({ client, session }: Station, how: 'lock' | 'signOut'): Promise<void> {
  try {
    await client.people[how]();
    if (how === 'signOut') session.forget();
    await session.refresh();
  } catch (error) {
    notifications.show({ title: tr('Not done'), message: wordsOf(error), color: 'red' });
  }
}
