import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTrendGroup } from '../../ui/chart/trend-context';
import type { TimeView } from '../../ui/chart/time-view';
import { linkWindows, openWay, type LinkedWindow, type WindowLink } from './window-link';

const none: readonly LinkedWindow[] = [];
const noLink = { others: () => none, subscribe: () => () => undefined };

/** The other windows whose time and cursor are those of this one; none while it is off. */
export function useWindowLink(on: boolean, name: string): readonly LinkedWindow[] {
  const { view } = useTrendGroup();
  const [link, setLink] = useState<WindowLink | null>(null);
  const [id] = useState(() => crypto.randomUUID());
  useEffect(() => (on ? openLink(id, view, setLink) : undefined), [on, id, view]);
  useEffect(() => link?.rename(name), [link, name]);
  const { subscribe, others } = link ?? noLink;
  return useSyncExternalStore(subscribe, others);
}

function openLink(id: string, view: TimeView, opened: (link: WindowLink | null) => void): () => void {
  const way = openWay();
  const link = linkWindows(way, { id, name: '' }, view, (run) => requestAnimationFrame(run));
  const leave = (): void => link.close();
  window.addEventListener('pagehide', leave);
  opened(link);
  return () => {
    window.removeEventListener('pagehide', leave);
    opened(null);
    link.close();
    way.close();
  };
}
