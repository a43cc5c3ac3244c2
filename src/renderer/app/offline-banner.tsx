import { useLinkState } from '../station/use-live';
import { Notice } from '../ui/notice';
import { momentText, spanText } from '../ui/time-words';
import { useNow } from '../ui/use-now';
import { trNode } from '../strings/translate';

/** Says that the picture is old, and how old, for as long as that is so. */
export function OfflineBanner() {
  const link = useLinkState();
  const now = useNow(1000);
  if (link.kind !== 'offline') return null;
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
      </Notice>
    </div>
  );
}
