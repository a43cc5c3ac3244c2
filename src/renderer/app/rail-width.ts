import { useCallback, useState } from 'react';

type Width = 'wide' | 'narrow';
const key = 'bt-rail';

/** Width of the navigation, remembered; narrow by default where the window is small. */
export function useRailWidth(): readonly [Width, () => void] {
  const [width, setWidth] = useState<Width>(() => {
    const stored = window.localStorage.getItem(key);
    if (stored === 'wide' || stored === 'narrow') return stored;
    return window.innerWidth < 1200 ? 'narrow' : 'wide';
  });
  const toggle = useCallback(() => {
    setWidth((before) => {
      const next = before === 'wide' ? 'narrow' : 'wide';
      window.localStorage.setItem(key, next);
      return next;
    });
  }, []);
  return [width, toggle];
}
