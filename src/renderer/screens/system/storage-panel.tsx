import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KeepingStatus } from '../../../shared/model/keeping';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StorageArchives } from './storage-archives';
import { StorageFacts } from './storage-facts';
import { StorageSettings } from './storage-settings';
import { StorageWork } from './storage-work';
import { useKeeping, useKeepingDeeds } from './use-keeping';
import { tr } from '../../strings/translate';
import './storage.css';

/** The files of the store: what they take, whether they are sound, copies of them, old years, room. */
export function StoragePanel() {
  const { data: status, error } = useKeeping();
  const [setting, setSetting] = useState(false);
  return (
    <Panel
      title={tr('Storage')}
      aside={
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={!status}
          aria-expanded={setting}
          onClick={() => setSetting(!setting)}
        >
          {setting ? tr('Close settings') : tr('Settings')}
        </Button>
      }
    >
      {status === undefined ? (
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading…')}</p>
      ) : (
        <Body status={status} stale={error !== null} setting={setting} settled={() => setSetting(false)} />
      )}
    </Panel>
  );
}

interface BodyProps {
  readonly status: KeepingStatus;
  readonly stale: boolean;
  readonly setting: boolean;
  readonly settled: () => void;
}

function Body({ status, stale, setting, settled }: BodyProps) {
  const deeds = useKeepingDeeds();
  return (
    <div className="bt-panel-body bt-storage">
      {stale && <Notice kind="warn">{tr('The station does not answer: these figures are old.')}</Notice>}
      {setting && <StorageSettings status={status} deeds={deeds} settled={settled} />}
      <StorageFacts status={status} />
      {deeds.problem !== '' && <Notice kind="warn">{deeds.problem}</Notice>}
      <StorageWork status={status} deeds={deeds} />
      <StorageArchives status={status} deeds={deeds} />
    </div>
  );
}
