import { Button, Select } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { alarmPriorities } from '../../shared/model/alarm';
import { useMe } from '../station/use-session';
import { tr } from '../strings/translate';
import { Notice } from '../ui/notice';
import './alarm-banner.css';
import {
  keepNoticeSettings,
  noticeSettings,
  noticeSettingsSchema,
  type NoticeSettings,
} from './alarm-notices';

/** Opens what a person wants to be told of. */
export function openNoticeSettings(): void {
  modals.open({ title: tr('Notices of alarms'), children: <NoticeSettingsForm /> });
}

const offered = [
  ...alarmPriorities.map(({ id, letter, words }) => ({
    value: id,
    label: tr('{letter} {words} and above', { letter, words: tr(words) }),
  })),
  { value: 'never', label: tr('Never') },
];

function NoticeSettingsForm() {
  const personId = useMe()?.personId ?? null;
  const [settings, setSettings] = useState(() => noticeSettings(localStorage, personId));
  const [leave, setLeave] = useState(() => leaveNow());
  const change = (some: Partial<NoticeSettings>): void => {
    const next = noticeSettingsSchema.parse({ ...settings, ...some });
    keepNoticeSettings(localStorage, personId, next);
    setSettings(next);
  };
  const take = (value: string | null): NoticeSettings['window'] =>
    noticeSettingsSchema.shape.window.catch('high').parse(value);
  return (
    <div className="bt-notice-settings">
      <p className="bt-dim">
        {tr(
          'The banner and the sound tell of every alarm. A notice comes on top, for you at this computer; never for what is shelved, suppressed or out of service. A click on it leads to the alarm.',
        )}
      </p>
      <Select
        label={tr('In the window')}
        data={offered}
        allowDeselect={false}
        value={settings.window}
        onChange={(value) => change({ window: take(value) })}
      />
      <Select
        label={tr('By the operating system, also while another program is in front')}
        data={offered}
        allowDeselect={false}
        value={settings.system}
        onChange={(value) => change({ system: take(value) })}
      />
      {leave === 'default' && (
        <Button
          variant="default"
          onClick={() => void Notification.requestPermission().then(() => setLeave(leaveNow()))}
        >
          {tr('Allow notices of the operating system…')}
        </Button>
      )}
      {leave === 'denied' && (
        <Notice kind="warn">
          {tr('This browser does not allow notices from this page: allow them in the settings of the page.')}
        </Notice>
      )}
      {leave === 'missing' && (
        <Notice kind="quiet">{tr('This browser has no notices of the operating system.')}</Notice>
      )}
    </div>
  );
}

function leaveNow(): NotificationPermission | 'missing' {
  return 'Notification' in window ? Notification.permission : 'missing';
}
