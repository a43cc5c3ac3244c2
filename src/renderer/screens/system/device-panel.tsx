import { shellWords } from '../../app/shell-words';
import { useOfflineShell } from '../../station/use-offline-shell';
import { tr } from '../../strings/translate';
import { Panel } from '../../ui/panel';

/** What of this device a person should know; nothing on the desktop. */
export function DevicePanel() {
  const words = shellWords(useOfflineShell());
  if (words === null) return null;
  return (
    <Panel title={tr('This device')}>
      <p className="bt-panel-note" data-testid="offline-shell">
        {words}
      </p>
    </Panel>
  );
}
