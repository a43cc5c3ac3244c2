import { Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff, IconLoader2 } from '@tabler/icons-react';
import { useLinkState } from '../station/use-live';
import { momentText, spanText } from '../ui/time-words';
import { useNow } from '../ui/use-now';

/** How this window stands with the station, in words and a shape. */
export function LinkMark() {
  const link = useLinkState();
  const now = useNow(1000);
  const since = momentText(link.since, now);
  const words = {
    connecting: 'Connecting',
    online: 'Online',
    offline: `Offline since ${since}`,
    outdated: 'Reload needed',
    'signed-out': 'Not signed in',
  }[link.kind];
  const state = link.kind === 'online' || link.kind === 'connecting' ? link.kind : 'offline';
  const Icon = { online: IconLink, connecting: IconLoader2, offline: IconLinkOff }[state];
  return (
    <Tooltip label={`${link.words} (since ${since}, ${spanText(now - link.since)})`}>
      <span className="bt-link" data-state={state} role="status" data-testid="link-state">
        <Icon size={16} stroke={2} aria-hidden />
        {words}
      </span>
    </Tooltip>
  );
}
