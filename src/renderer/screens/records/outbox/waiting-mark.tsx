import { IconCloudUp } from '@tabler/icons-react';
import { recordsPath } from '../../../app/route';
import { useWaiting } from './outbox-provider';
import { tr } from '../../../strings/translate';

/** How many entries of this device have not arrived; leads to them. Nothing where all have. */
export function WaitingMark() {
  const waiting = useWaiting();
  if (waiting.length === 0) return null;
  const refused = waiting.filter((entry) => entry.refused !== null).length;
  const words =
    refused > 0 ? tr('{refused} refused', { refused }) : tr('{length} waiting', { length: waiting.length });
  const [first] = waiting;
  return (
    <a
      className="bt-waiting-mark"
      href={first && first.batchId !== '' ? recordsPath(first.batchId) : recordsPath()}
      data-refused={refused > 0 || undefined}
      data-testid="waiting-mark"
      title={tr('Entries made on this device that the station does not have yet')}
    >
      <IconCloudUp size={16} aria-hidden /> {words}
    </a>
  );
}
