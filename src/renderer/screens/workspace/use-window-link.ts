import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTrendGroup } from '../../ui/chart/trend-context';
import { linkWindows, openWay, type LinkedWindow, type WindowLink } from './window-link';

const none: readonly LinkedWindow[] = [];
const noLink = { others: () => none, subscribe: () => () => undefined };

/** The other windows whose time and cursor are those of this one; none while it is off. */
export function useWindowLink(on: boolean, name: string): readonly LinkedWindow[] {
  const { view } = useTrendGroup();
  const [link, setLink] = useState<WindowLink | null>(null);
  const [id] = useState(() => crypto.randomUUID());
  useEffect(() => {
    if (!on) return undefined;
    const way = openWay();
    const made = linkWindows(way, { id, name: '' }, view, (run) => requestAnimationFrame(run));
    const leave = (): void => made.close();
    window.addEventListener('pagehide', leave);
    setLink(made);
    return () => {
      window.removeEventListener('pagehide', leave);
      setLink(null);
      made.close();
      way.close();
    };
  }, [on, id, view]);
  useEffect(() => link?.rename(name), [link, name]);
  const { subscribe, others } = link ?? noLink;
  return useSyncExternalStore(subscribe, others);
}
