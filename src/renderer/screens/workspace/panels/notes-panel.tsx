import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { UnitSummary } from '../../../../shared/contract/units';
import { notesInForce, type BatchNote } from '../../../../shared/model/batch-note';
import type { Batch } from '../../../../shared/model/process-unit';
import { plantNow } from '../../../station/plant-clock';
import { useNotes } from '../../../station/queries';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { useTrendGroup } from '../../../ui/chart/trend-context';
import { dateTimeText } from '../../../ui/time-words';
import { noteWords } from '../../unit/note-words';
import { jumpTo } from '../jump-to';
import { Scrolled } from './panel-frame';
import { tr, trNode } from '../../../strings/translate';

/** What was written down of the batch, and a line to write down more: at the cursor, or now. */
export function NotesPanel({ unit }: { readonly unit: UnitSummary }) {
  const { batch } = unit;
  const { data, error } = useNotes(batch?.id ?? null);
  const group = useTrendGroup();
  if (!batch)
    return (
      <p className="bt-panel-note">
        {trNode('No batch runs on {name}: there is nothing to note.', { name: unit.name })}
      </p>
    );
  const notes = notesInForce(data ?? []).toReversed();
  return (
    <Scrolled name={tr('Notes of {name}', { name: batch.name })}>
      <Annotate unit={unit} batch={batch} />
      {error && <p role="alert">{wordsOf(error)}</p>}
      {data && notes.length === 0 && <p className="bt-panel-note">{tr('Nothing was written down yet.')}</p>}
      <ol className="bt-ws-events">
        {notes.map((note) => (
          <li key={note.id}>
            <button
              type="button"
              title={tr('Show this moment in the trends')}
              onClick={() => jumpTo(group, note.at)}
            >
              {dateTimeText(note.at)}
            </button>
            <NoteLine note={note} />
          </li>
        ))}
      </ol>
    </Scrolled>
  );
}

function NoteLine({ note }: { readonly note: BatchNote }) {
  const { title, detail } = noteWords(note);
  return (
    <span>
      <b>{title}</b> {detail}{' '}
      <i>{note.source === 'hand' ? tr('by {enteredBy}', { enteredBy: note.enteredBy }) : note.source}</i>
    </span>
  );
}

/** A remark at the moment under the cursor. The cursor leaves with the pointer: what it was when typing began counts. */
function Annotate({ unit, batch }: { readonly unit: UnitSummary; readonly batch: Batch }) {
  const station = useStation();
  const queries = useQueryClient();
  const { view } = useTrendGroup();
  const [words, setWords] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const add = useMutation({
    mutationFn: () =>
      station.client.batches.addNote({
        batchId: batch.id,
        note: {
          kind: 'event',
          at: Math.round(at ?? plantNow(unit, station)),
          eventKind: 'annotation',
          words: words.trim(),
        },
      }),
    onSuccess: async () => {
      setWords('');
      setAt(null);
      await queries.invalidateQueries({ queryKey: ['plant', 'notes', batch.id] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (words.trim() !== '') add.mutate();
  };
  return (
    <form className="bt-ws-annotate" onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={tr('Annotate {name}', { name: batch.name })}
        placeholder={tr('Annotate…')}
        description={
          at === null
            ? tr('For now; at the cursor where there is one')
            : tr('At {dateTimeText}', { dateTimeText: dateTimeText(at) })
        }
        maxLength={2000}
        value={words}
        error={add.error ? wordsOf(add.error) : null}
        onFocus={() => setAt(view.cursor())}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button size="compact-sm" type="submit" loading={add.isPending} disabled={words.trim() === ''}>
        {tr('Add')}
      </Button>
    </form>
  );
}
