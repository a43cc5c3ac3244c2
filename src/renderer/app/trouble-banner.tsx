import { recordingStopped } from '../../shared/model/station-event';
import { useHealth } from '../station/queries';
import { useLinkState } from '../station/use-live';
import { Notice } from '../ui/notice';
import { momentText } from '../ui/time-words';
import { useNow } from '../ui/use-now';
import { systemPath, useRoute } from './route';
import { tr, trNode } from '../strings/translate';

/** More would push the screen away; the rest is a click off. */
const mostShown = 2;

/** What is not as it should be in the station itself, on every screen until it ends. The system screen has it all. */
export function TroubleBanner() {
  const { screen } = useRoute();
  const link = useLinkState();
  const { data: health } = useHealth();
  const now = useNow(1000);
  if (link.kind !== 'online' || screen === 'system' || !health || health.degradations.length === 0)
    return null;
  const more = health.degradations.length - mostShown;
  return (
    <div className="bt-banner" data-testid="troubles">
      <Notice kind={health.degradations.some(recordingStopped) ? 'alarm' : 'warn'}>
        {health.degradations.slice(0, mostShown).map(({ kind, words, advice, since }) => (
          <div key={`${kind} ${since}`}>
            {trNode('{strong} Since {momentText}. {advice}', {
              strong: <b>{words}</b>,
              momentText: momentText(since, now),
              advice,
            })}
          </div>
        ))}
        <a href={systemPath}>
          {more > 0 ? tr('{more} more on the system screen', { more }) : tr('System screen')}
        </a>
      </Notice>
    </div>
  );
}
