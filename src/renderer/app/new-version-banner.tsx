import { Button, Group } from '@mantine/core';
import { useStation } from '../station/station-context';
import { useOfflineShell } from '../station/use-offline-shell';
import { tr } from '../strings/translate';
import { Notice } from '../ui/notice';

/** The station has a newer program: it comes with a reload, when the person wants. */
export function NewVersionBanner() {
  const { shell } = useStation();
  const { kind } = useOfflineShell();
  if (kind !== 'new-version') return null;
  return (
    <div className="bt-banner" data-testid="new-version">
      <Notice kind="quiet">
        <Group gap="sm">
          {tr('The station has a new version of these screens. Drafts and what waits are kept.')}
          <Button size="compact-sm" variant="default" onClick={() => shell.takeOver()}>
            {tr('Reload')}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}
