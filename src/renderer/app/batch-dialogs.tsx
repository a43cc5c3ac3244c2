import { Button, Group, Stack, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { UnitSummary } from '../../shared/contract/units';
import { batchAgeH } from '../../shared/model/process-unit';
import type { Batch } from '../../shared/model/process-unit';
import type { Station } from '../station/station';
import { navigate, planPath, recordsPath } from './route';
import { wordsOf } from '../station/station-error';
import { Notice } from '../ui/notice';
import { ageText, dateText, dateTimeText } from '../ui/time-words';
import { tr } from '../strings/translate';

const two = (n: number): string => String(n).padStart(2, '0');

/** A moment as `datetime-local` wants it, in the person's own zone. */
function localInput(ms: number): string {
  const d = new Date(ms);
  return `${dateText(ms)}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

interface FormProps {
  readonly station: Station;
  readonly unit: UnitSummary;
  readonly onDone: (batch: Batch) => void;
}

function StartBatchForm({ station, unit, onDone }: FormProps) {
  const [name, setName] = useState('');
  const [inoculated, setInoculated] = useState(() => localInput(station.clock.now()));
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    const inoculatedAt = new Date(inoculated).getTime();
    if (name.trim() === '') return setProblem(tr('Give the batch a name'));
    if (!Number.isFinite(inoculatedAt)) return setProblem(tr('Enter when it was inoculated'));
    setBusy(true);
    try {
      onDone(await station.client.batches.start({ unitId: unit.id, name: name.trim(), inoculatedAt }));
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Stack>
        <TextInput
          label={tr('Batch name')}
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={tr('Inoculated at (local time)')}
          type="datetime-local"
          value={inoculated}
          onChange={(event) => setInoculated(event.currentTarget.value)}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Start batch')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/**
 * Asks for name and time of inoculation, then starts a batch on the unit. Where people have accounts a batch begins with
 * its plan, on the records screen.
 */
export function openStartBatch(station: Station, unit: UnitSummary): void {
  if (station.session.get()?.inUse === true) return navigate(planPath(unit.id));
  const id = modals.open({
    title: tr('Start a batch on {name}', { name: unit.name }),
    children: (
      <StartBatchForm
        station={station}
        unit={unit}
        onDone={(batch) => {
          modals.close(id);
          notifications.show({
            title: tr('Batch {name} runs on {name2}', { name: batch.name, name2: unit.name }),
            message: tr('Inoculated {dateTimeText}', { dateTimeText: dateTimeText(batch.inoculatedAt) }),
          });
        }}
      />
    ),
  });
}

/** Asks once more, then ends the batch that runs on the unit; where people have accounts, among its records. Its data stay. */
export function openEndBatch(station: Station, unit: UnitSummary): void {
  const { batch } = unit;
  if (batch === null) return;
  if (station.session.get()?.inUse === true) return navigate(recordsPath(batch.id));
  modals.openConfirmModal({
    title: tr('End batch {name}?', { name: batch.name }),
    children: `It has run for ${ageText(batchAgeH(batch, station.clock.now()))} on ${unit.name}. Its data stay; recording of the sensors goes on.`,
    labels: { confirm: tr('End batch'), cancel: tr('Let it run') },
    onConfirm: () => void end(station, batch),
  });
}

async function end(station: Station, batch: Batch): Promise<void> {
  try {
    await station.client.batches.end({ id: batch.id });
    notifications.show({ title: tr('Batch ended'), message: batch.name });
  } catch (error) {
    notifications.show({
      title: tr('The batch was not ended'),
      message: wordsOf(error),
      color: 'red',
      autoClose: false,
    });
  }
}
