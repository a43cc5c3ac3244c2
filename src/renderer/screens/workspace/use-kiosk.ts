import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import { navigate, useRoute } from '../../app/route';

/** Whether nothing but panels and alarms is shown; part of the address, so that a wall starts as it was left. */
export function useKiosk(): [boolean, Dispatch<SetStateAction<boolean>>] {
  const { query } = useRoute();
  const [kiosk, setKiosk] = useState(query.get('kiosk') !== null);
  useEffect(() => {
    const [path = '', search = ''] = window.location.hash.split('?', 2);
    const wanted = new URLSearchParams(search);
    if (kiosk) wanted.set('kiosk', '1');
    else wanted.delete('kiosk');
    const next = wanted.size === 0 ? path : `${path}?${wanted.toString()}`;
    if (next !== window.location.hash && path !== '') navigate(next);
    if (kiosk) void fullScreen(() => document.documentElement.requestFullscreen());
    else if (document.fullscreenElement) void fullScreen(() => document.exitFullscreen());
  }, [kiosk]);
  useEffect(() => (kiosk ? listenForLeaving(() => setKiosk(false)) : undefined), [kiosk]);
  return [kiosk, setKiosk];
}

/** Escape leaves, unless it closes something first; so does leaving the full screen by the browser's own keys. */
function listenForLeaving(leave: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const isCovered = (): boolean =>
    document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
  window.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Escape' && !isCovered()) leave();
    },
    { signal, capture: true },
  );
  document.addEventListener(
    'fullscreenchange',
    () => {
      if (!document.fullscreenElement) leave();
    },
    { signal },
  );
  return () => stop.abort();
}

/** Without a hand at the keys a browser does not fill the screen: the panels fill its window all the same. */
async function fullScreen(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
}
