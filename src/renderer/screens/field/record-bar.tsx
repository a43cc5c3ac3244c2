import { Autocomplete, Button, TextInput } from '@mantine/core';
import { IconNote, IconPlayerRecordFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldRecording } from '../../../shared/contract/field';
import { unitIdSchema } from '../../../shared/model/identity';
import { useUnits } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { bytesText, countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { clockText, spanText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { tr } from '../../strings/translate';
import { useFieldDeed } from './use-field';

/** A reading that is to be recorded. */
export interface ChosenReading {
  readonly connectionId: string;
  readonly device: string;
  readonly reading: string;
  readonly tag: string;
}

/** At the foot of the page, under the thumb: begin a recording, or what goes on and how safe it is. */
export function RecordBar({
  recording,
  chosen,
}: {
  recording: FieldRecording | null;
  chosen: readonly ChosenReading[];
}) {
  return (
    <section
      className="bt-vessel-bar"
      aria-label={tr('Recording')}
      data-recording={recording !== null || undefined}
    >
      {recording ? <Going recording={recording} /> : <Begin chosen={chosen} />}
    </section>
  );
}

function Begin({ chosen }: { readonly chosen: readonly ChosenReading[] }) {
  const { client } = useStation();
  const { data: units = [] } = useUnits();
  const { busy, problem, act } = useFieldDeed();
  const [name, setName] = useState('');
  const [unit, setUnit] = useState('');
  const unitId = unitIdSchema.safeParse(unit.trim());
  const wrong = unit.trim() !== '' && !unitId.success;
  return (
    <form
      className="bt-vessel-bar-row"
      aria-label={tr('Begin a recording')}
      onSubmit={(event) => {
        event.preventDefault();
        const readings = [...chosen];
        void act(() =>
          client.field.start({
            name: name.trim(),
            unitId: unitId.success ? unitId.data : null,
            readings,
            note: '',
          }),
        );
      }}
    >
      <TextInput
        label={tr('Name of the recording')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Autocomplete
        label={tr('For the bioreactor (as the station calls it)')}
        data={units.filter(({ simulated }) => !simulated).map(({ id }) => id as string)}
        value={unit}
        error={wrong && tr('Letters, digits, _ and - only')}
        onChange={setUnit}
      />
      <Button
        type="submit"
        leftSection={<IconPlayerRecordFilled size={22} aria-hidden />}
        loading={busy}
        disabled={chosen.length === 0 || name.trim() === '' || wrong}
      >
        {tr('Record {count} readings', { count: chosen.length })}
      </Button>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
    </form>
  );
}

function Going({ recording }: { readonly recording: FieldRecording }) {
  const { client, clock } = useStation();
  const { busy, problem, act } = useFieldDeed();
  const [note, setNote] = useState('');
  useNow(1000);
  const { name, startedAt, values, bytes, safeTo, trouble } = recording;
  return (
    <>
      <div className="bt-vessel-bar-row">
        <p className="bt-vessel-going" role="status">
          <IconPlayerRecordFilled size={22} aria-hidden />
          <b>{name}</b>
          <span className="bt-vessel-elapsed">{spanText(clock.now() - startedAt)}</span>
          <span>{tr('{values} values, {size}', { values: countText(values), size: bytesText(bytes) })}</span>
          <span>{tr('safe on the disk up to {time}', { time: clockText(safeTo) })}</span>
        </p>
        <form
          className="bt-vessel-note"
          aria-label={tr('Note')}
          onSubmit={(event) => {
            event.preventDefault();
            if (note.trim() !== '')
              void act(() => client.field.note({ words: note.trim() })).then((ok) => ok && setNote(''));
          }}
        >
          <TextInput
            aria-label={tr('Note in the recording')}
            placeholder={tr('Note…')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            aria-label={tr('Keep the note')}
            disabled={note.trim() === ''}
          >
            <IconNote size={22} aria-hidden />
          </Button>
        </form>
        <Button
          leftSection={<IconPlayerStopFilled size={22} aria-hidden />}
          loading={busy}
          onClick={() => void act(() => client.field.stop())}
        >
          {tr('Stop and close the file')}
        </Button>
      </div>
      {trouble !== '' && <Notice kind="alarm">{trouble}</Notice>}
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
    </>
  );
}
