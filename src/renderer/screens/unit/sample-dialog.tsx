import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { BatchNote, BatchNoteBody, SampleNote } from '../../../shared/model/batch-note';
import type { NoteProblem } from '../../../shared/model/batch-note-rules';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { hasDraft, useKeptDraft } from './kept-draft';
import { factsOf, noteTime, type NotePlace } from './note-place';
import { draftOf, emptyDraft, noteFrom, type SampleDraft, type SampleField } from './sample-draft';
import { tr } from '../../strings/translate';

type KeptSample = BatchNote & SampleNote;

interface FormProps {
  readonly place: NotePlace;
  /** The sample that is corrected, where it is not a new one. */
  readonly before?: KeptSample | undefined;
  readonly onDone: () => void;
}

interface Draft extends SampleDraft {
  readonly reason: string;
}

const draftKey = ({ batch }: NotePlace, before?: KeptSample): string =>
  `bt-draft-sample/${batch.id}${before ? `/${before.id}` : ''}`;

function SampleForm({ place, before, onDone }: FormProps) {
  const key = draftKey(place, before);
  const [restored] = useState(() => hasDraft(key));
  const [draft, change, forget] = useKeptDraft<Draft>(key, () => ({
    ...(before ? draftOf(before) : emptyDraft(noteTime(place))),
    reason: '',
  }));
  const [problem, setProblem] = useState<NoteProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const answer = noteFrom(draft, factsOf(place), before);
    if (answer.problem) return setProblem(answer.problem);
    if (before && draft.reason.trim().length < 3)
      return setProblem({ words: tr('Say why, in a few words'), field: 'reason' });
    setBusy(true);
    try {
      await keep(place, answer.note, before, draft.reason);
      forget();
      onDone();
    } catch (error) {
      setProblem({ words: wordsOf(error), field: '' });
      setBusy(false);
    }
  };
  const bind = (name: SampleField | 'reason') => ({
    name,
    value: draft[name],
    error: problem?.field === name ? problem.words : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      change({ [name]: event.currentTarget.value });
      if (problem?.field === name) setProblem(null);
    },
  });
  const ownField = problem !== null && problem.field in draft;
  return (
    <form
      aria-label={tr('Sample')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        {restored && (
          <Text size="xs" c="dimmed">
            {tr('What you typed before is still here.')}
          </Text>
        )}
        <SampleFields bind={bind} draft={draft} />
        {before && <Textarea label={tr('Reason for the correction')} required autosize {...bind('reason')} />}
        {problem !== null && !ownField && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              forget();
              onDone();
            }}
          >
            {tr('Discard')}
          </Button>
          <Button type="submit" loading={busy}>
            {before ? tr('Save correction') : tr('Save sample')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FieldsProps {
  readonly bind: (name: SampleField) => object;
  readonly draft: SampleDraft;
}

function SampleFields({ bind, draft }: FieldsProps) {
  const computed =
    Number(draft.od600Reading.replace(',', '.')) * Number(draft.dilution.replace(',', '.') || 1);
  const od =
    draft.od600Reading !== '' && Number.isFinite(computed) ? String(Number(computed.toPrecision(4))) : '';
  const figure = { inputMode: 'decimal', autoComplete: 'off' } as const;
  return (
    <>
      <SimpleGrid cols={2} spacing="md" verticalSpacing="sm">
        <TextInput label={tr('Drawn at (local time)')} type="datetime-local" data-autofocus {...bind('at')} />
        <TextInput label={tr('Volume taken out, mL')} {...figure} {...bind('volumeMl')} />
      </SimpleGrid>
      <SimpleGrid cols={3} spacing="md">
        <TextInput label={tr('Photometer reading')} {...figure} {...bind('od600Reading')} />
        <TextInput label={tr('Dilution')} placeholder="1" {...figure} {...bind('dilution')} />
        <TextInput label={tr('OD600')} placeholder={od} {...figure} {...bind('od600')} />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="md">
        <TextInput label={tr('Dry cell weight, g/L')} {...figure} {...bind('dcwGL')} />
        <TextInput label={tr('Dry weight known at')} type="datetime-local" {...bind('dcwResultAt')} />
      </SimpleGrid>
      <Textarea label={tr('Remarks')} autosize minRows={1} maxLength={2000} {...bind('words')} />
    </>
  );
}

function keep(
  { station, batch }: NotePlace,
  note: BatchNoteBody,
  before: KeptSample | undefined,
  reason: string,
): Promise<BatchNote> {
  const { batches } = station.client;
  return before
    ? batches.correctNote({ batchId: batch.id, id: before.id, reason, note })
    : batches.addNote({ batchId: batch.id, note });
}

/** Asks for a sample of a batch, or for the correction of one. What was typed stays when the dialog is closed. */
export function openSample(place: NotePlace, before?: KeptSample): void {
  const id = modals.open({
    title: `${before ? tr('Correct sample') : tr('Add a sample')}: ${place.batch.name}`,
    size: 520,
    children: (
      <SampleForm
        place={place}
        before={before}
        onDone={() => {
          modals.close(id);
          notifications.hide('sample');
        }}
      />
    ),
  });
}
