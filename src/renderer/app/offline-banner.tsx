import { useLinkState } from '../station/use-live';
import { useOfflineShell } from '../station/use-offline-shell';
import { Notice } from '../ui/notice';
import { momentText, spanText } from '../ui/time-words';
import { useNow } from '../ui/use-now';
import { shellWords } from './shell-words';
import { useKeptFrom } from '../station/use-kept-from';
import { tr, trNode } from '../strings/translate';

/** Says that the picture is old, and how old, for as long as that is so. */
export function OfflineBanner() {
  const link = useLinkState();
  const now = useNow(1000);
  const shell = shellWords(useOfflineShell());
  const keptFrom = useKeptFrom();
  if (link.kind !== 'offline') return null;
  if (keptFrom !== null)
    return (
      <div className="bt-banner">
        <Notice kind="alarm">
          <b>
            {tr(
              'No connection to the station since this page was opened. What you see was kept on this device: the newest of it is of {keptFrom} ({span} ago).',
              {
                keptFrom: momentText(keptFrom, now),
                span: spanText(now - keptFrom),
              },
            )}
          </b>{' '}
          {tr('Trying again by itself.')}
          {shell !== null && ` ${shell}`}
        </Notice>
      </div>
    );
  return (
    <div className="bt-banner">
      <Notice kind="alarm">
        {trNode(
          '{strong} What you see is the picture of that moment, not the plant as it is now. Trying again by itself.',
          {
            strong: (
              <b>
                {trNode('No connection to the station since {momentText} ({spanText}).', {
                  momentText: momentText(link.since, now),
                  spanText: spanText(now - link.since),
                })}
              </b>
            ),
          },
        )}
        {shell !== null && ` ${shell}`}
      </Notice>
    </div>
  );
}
