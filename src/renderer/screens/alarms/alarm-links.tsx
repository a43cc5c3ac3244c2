import { Button } from '@mantine/core';
import { IconChartLine, IconListNumbers, IconPencilPlus } from '@tabler/icons-react';
import { use } from 'react';
import { recordKinds, recordKindWords } from '../../../shared/model/records/record-kind';
import { tr } from '../../strings/translate';
import type { AlarmHappening } from './alarm-happening';
import { AlarmOpening } from './alarm-opening';
import './alarms.css';

/** What an alarm leads to in one click: its trend around the event, its step of the procedure, its record form. */
export function AlarmLinks({ alarm }: { readonly alarm: AlarmHappening }) {
  const open = use(AlarmOpening);
  const { definition, unitId } = alarm;
  const name = tr('{words} of {unitId}', { words: tr(definition.words), unitId });
  const record = recordKinds.find((kind) => kind === definition.record);
  const look = { size: 'compact-xs', variant: 'subtle' } as const;
  return (
    <div className="bt-alarm-links">
      <Button
        {...look}
        leftSection={<IconChartLine size={14} aria-hidden />}
        aria-label={tr('Trend around {name}', { name })}
        onClick={() => open('trend', alarm)}
      >
        {tr('Trend')}
      </Button>
      {definition.sop !== '' && (
        <Button
          {...look}
          leftSection={<IconListNumbers size={14} aria-hidden />}
          aria-label={tr('{step}: procedure of {name}', { step: tr(definition.sop), name })}
          onClick={() => open('procedure', alarm)}
        >
          {tr(definition.sop)}
        </Button>
      )}
      {record && (
        <Button
          {...look}
          leftSection={<IconPencilPlus size={14} aria-hidden />}
          aria-label={tr('{what} record of {name}', { what: tr(recordKindWords[record]), name })}
          onClick={() => open('record', alarm)}
        >
          {tr(recordKindWords[record])}
        </Button>
      )}
    </div>
  );
}
