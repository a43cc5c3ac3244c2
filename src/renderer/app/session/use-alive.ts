import { useEffect } from 'react';
import { useStation } from '../../station/station-context';

/** How often it is asked who is signed in: a role that ended shows within this. */
const askEveryMs = 5000;

/** Tells the station that somebody is at this window, and keeps up with what it says of the session. */
export function useAlive(): void {
  const { session, link } = useStation();
  useEffect(() => {
    const alive = (): void => session.alive();
    const events = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, alive, { passive: true, capture: true });
    const asking = setInterval(() => {
      if (link.get().kind === 'online') session.refresh().catch(() => undefined);
    }, askEveryMs);
    return () => {
      for (const event of events) window.removeEventListener(event, alive, { capture: true });
      clearInterval(asking);
    };
  }, [session, link]);
}
