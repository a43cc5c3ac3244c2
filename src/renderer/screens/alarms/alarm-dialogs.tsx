import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react';
import { recordKinds } from '../../../shared/model/records/record-kind';
import { tr } from '../../strings/translate';
import { AlarmOpening, type OpenAlarm } from './alarm-opening';
import { AlarmProcedure } from './alarm-procedure';
import { AlarmTrend } from './alarm-trend';

const loadRecord = async () => ({ default: (await import('./alarm-record')).AlarmRecord });
const AlarmRecord = lazy(loadRecord);

/** Holds what an alarm opened: it stays open when the alarm itself is gone from the list. */
export function AlarmDialogs({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<Parameters<OpenAlarm> | null>(null);
  const open: OpenAlarm = useCallback((...asked) => setOpened(asked), []);
  const close = (): void => setOpened(null);
  const [what, alarm] = opened ?? [];
  const record = recordKinds.find((kind) => kind === alarm?.definition.record);
  const name = alarm && tr('{words} of {unitId}', { words: tr(alarm.definition.words), unitId: alarm.unitId }); // prettier-ignore
  return (
    <AlarmOpening value={open}>
      {children}
      {alarm && what === 'trend' && <AlarmTrend alarm={alarm} name={name ?? ''} close={close} />}
      {alarm && what === 'procedure' && <AlarmProcedure alarm={alarm} name={name ?? ''} close={close} />}
      {alarm && what === 'record' && record && (
        <Suspense fallback={null}>
          <AlarmRecord alarm={alarm} kind={record} close={close} />
        </Suspense>
      )}
    </AlarmOpening>
  );
}
