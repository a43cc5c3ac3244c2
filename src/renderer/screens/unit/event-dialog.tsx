import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { batchNoteBodySchema, type BatchNote } from '../../../shared/model/batch-note';
import { noteProblem } from '../../../shared/model/batch-note-rules';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { useKeptDraft } from './kept-draft';
import { factsOf, noteTime, type NotePlace } from './note-place';
import { localInput } from './sample-draft';
import { tr } from '../../strings/translate';

interface FormProps {
  readonly place: NotePlace;
  readonly onDone: () => void;
}

function EventForm({ place, onDone }: FormProps) {
  const [draft, change, forget] = useKeptDraft(`bt-draft-event/${place.batch.id}`, () => ({
    at: localInput(noteTime(place)),
    words: '',
  }));
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const at = new Date(draft.at).getTime();
    if (!Number.isFinite(at)) return setProblem(tr('Enter when it happened'));
    if (draft.words.trim() === '') return setProblem(tr('Write down what happened'));
    const given = { kind: 'event', at, eventKind: 'observation', words: tr(draft.words) };
    const note = batchNoteBodySchema.safeParse(given);
    if (!note.success) return setProblem(note.error.issues[0]?.message ?? tr('Not understood'));
    const wrong = noteProblem(note.data, factsOf(place));
    if (wrong) return setProblem(tr(wrong.words));
    setBusy(true);
    try {
      await place.station.client.batches.addNote({ batchId: place.batch.id, note: note.data });
      forget();
      onDone();
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      aria-label={tr('Event')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <TextInput
          label={tr('Happened at (local time)')}
          type="datetime-local"
          value={draft.at}
          onChange={(event) => change({ at: event.currentTarget.value })}
        />
        <Textarea
          label={tr('What happened or was done')}
          data-autofocus
          required
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.words}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Save event')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks what happened to a batch, and when. What was typed stays when the dialog is closed. */
export function openEvent(place: NotePlace): void {
  const id = modals.open({
    title: tr('Add an event: {name}', { name: place.batch.name }),
    children: <EventForm place={place} onDone={() => modals.close(id)} />,
  });
}

function StrikeForm({ place, note, onDone }: FormProps & { readonly note: BatchNote }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const strike = async (): Promise<void> => {
    if (reason.trim().length < 3) return setProblem(tr('Say why, in a few words'));
    const words = tr('Struck out: {reason}', { reason: reason.trim() });
    try {
      await place.station.client.batches.correctNote({
        batchId: place.batch.id,
        id: note.id,
        reason,
        note: { kind: 'event', at: note.at, eventKind: 'struck-out', words },
      });
      onDone();
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void strike();
      }}
    >
      <Stack>
        <Text size="sm">{tr('It stays on record, no longer holds, and no longer counts as taken out.')}</Text>
        <Textarea
          label={tr('Reason')}
          required
          data-autofocus
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit">{tr('Strike out')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Takes a note back, with a reason; it stays on record. */
export function openStrike(place: NotePlace, note: BatchNote): void {
  const id = modals.open({
    title: tr('Strike this note out?'),
    children: <StrikeForm place={place} note={note} onDone={() => modals.close(id)} />,
  });
}
