import { Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff, IconLoader2 } from '@tabler/icons-react';
import { useLinkState } from '../station/use-live';
import { momentText, spanText } from '../ui/time-words';
import { useNow } from '../ui/use-now';
import { tr } from '../strings/translate';

/** How this window stands with the station, in words and a shape. */
export function LinkMark() {
  const link = useLinkState();
  const now = useNow(1000);
  const since = momentText(link.since, now);
  const words = {
    connecting: 'Connecting',
    online: 'Online',
    offline: tr('Offline since {since}', { since }),
    outdated: tr('Reload needed'),
    'signed-out': tr('Not signed in'),
  }[link.kind];
  const state = link.kind === 'online' || link.kind === 'connecting' ? link.kind : 'offline';
  const Icon = { online: IconLink, connecting: IconLoader2, offline: IconLinkOff }[state];
  return (
    <Tooltip
      label={tr('{words} (since {since}, {spanText})', {
        words: tr(link.words),
        since,
        spanText: spanText(now - link.since),
      })}
    >
      <span className="bt-link" data-state={state} role="status" data-testid="link-state">
        <Icon size={16} stroke={2} aria-hidden />
        {words}
      </span>
    </Tooltip>
  );
}
