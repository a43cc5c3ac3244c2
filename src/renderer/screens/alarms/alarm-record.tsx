import { Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { recordsPath } from '../../app/route';
import { useUnits } from '../../station/queries';
import { tr } from '../../strings/translate';
import { FormDrawer, type FormTask } from '../records/form/form-drawer';
import { newForm } from '../records/form/form-state';
import '../records/records.css';
import '../records/touch.css';
import type { AlarmHappening } from './alarm-happening';
import { firstTextsOfAlarm } from './first-texts-of-alarm';
import { useRaisedAt } from './use-raised-at';

interface Props {
  readonly alarm: AlarmHappening;
  readonly kind: RecordKind;
  readonly close: () => void;
}

/** The record that an alarm calls for, begun with what the alarm knows. */
export function AlarmRecord({ alarm, kind, close }: Props) {
  const { data: units } = useUnits();
  const raisedAt = useRaisedAt(alarm);
  const unit = units?.find(({ id }) => id === alarm.unitId);
  const batch = unit?.batch?.endedAt === null ? unit.batch : null;
  const batchId = batch?.id;
  const task = useMemo((): FormTask | null => {
    if (batchId === undefined || raisedAt === undefined) return null;
    return {
      place: { kind, batchId, unitId: alarm.unitId, amending: null },
      proposalId: null,
      begin: newForm(raisedAt, firstTextsOfAlarm(kind, alarm, raisedAt)),
    };
  }, [kind, alarm, batchId, raisedAt]);
  if (units && !batch)
    return (
      <Modal opened onClose={close} title={tr('No batch runs on {unitId}', { unitId: alarm.unitId })}>
        <p>{tr('A record belongs to a batch. Open the batch it was about and write it there.')}</p>
        <a href={recordsPath()}>{tr('Records')}</a>
      </Modal>
    );
  return (
    <FormDrawer
      task={task}
      batchName={batch?.name ?? ''}
      onClose={close}
      onHanded={(handed) => {
        close();
        if (handed.kind === 'kept')
          notifications.show({ title: tr('Handed in'), message: tr('The record stands under its batch.') });
      }}
    />
  );
}
