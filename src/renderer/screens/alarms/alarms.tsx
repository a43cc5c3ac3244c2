import { Button, SegmentedControl } from '@mantine/core';
import { IconBell, IconBellCog } from '@tabler/icons-react';
import { openNoticeSettings } from '../../app/notice-settings-dialog';
import { alarmsPath, navigate, type AlarmPart } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { AlarmDialogs } from './alarm-dialogs';
import { DefinitionsPanel } from './definitions-panel';
import { FiguresPanel } from './figures-panel';
import { JournalPanel } from './journal-panel';
import { OutagesPanel } from './outages-panel';
import { StandingPanel } from './standing-panel';
import { useAlarms } from '../../station/alarms';
import { tr, trNode } from '../../strings/translate';
import './alarms.css';

const parts: { value: AlarmPart; label: string }[] = [
  { value: 'standing', label: tr('Standing') },
  { value: 'held', label: tr('Kept from telling') },
  { value: 'journal', label: tr('Journal') },
  { value: 'figures', label: tr('Figures') },
  { value: 'list', label: tr('Master list') },
];

/** Alarms: what stands, what is shelved or suppressed, what happened, how heavy the burden is, and the master list. */
export function Alarms({ part }: { readonly part: AlarmPart }) {
  const { data, error } = useAlarms();
  if (!data)
    return (
      <BlankState
        icon={IconBell}
        title={error ? tr('Alarms cannot be read') : tr('Asking the station for its alarms…')}
      >
        {error ? <p>{wordsOf(error)}</p> : null}
      </BlankState>
    );
  return (
    <div className="bt-page">
      <div className="bt-alarm-bar">
        <SegmentedControl
          aria-label={tr('What of the alarms is shown')}
          data={parts}
          value={part}
          onChange={(value) => navigate(alarmsPath(value))}
        />
        <span className="bt-fill" />
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconBellCog size={16} aria-hidden />}
          onClick={openNoticeSettings}
        >
          {tr('Notices…')}
        </Button>
      </div>
      {error && (
        <Notice kind="warn">
          {trNode('{wordsOf} What is shown is the last answer.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      {data.waiting > 0 && (
        <Notice kind="alarm">
          {trNode(
            '{waiting} transitions are not on disk yet: the disk does not take data. They wait and are tried again.',
            { waiting: data.waiting },
          )}
        </Notice>
      )}
      {part === 'held' && <OutagesPanel now={data.now} />}
      <AlarmDialogs>
        {part === 'standing' && <StandingPanel list={data} held={false} />}
        {part === 'held' && <StandingPanel list={data} held />}
        {part === 'journal' && <JournalPanel now={data.now} />}
      </AlarmDialogs>
      {part === 'figures' && <FiguresPanel now={data.now} />}
      {part === 'list' && <DefinitionsPanel />}
    </div>
  );
}
