import { ActionIcon, Button, Menu, Select } from '@mantine/core';
import {
  IconAdjustments,
  IconBottle,
  IconDots,
  IconFlask2,
  IconMessage,
  type IconProps,
} from '@tabler/icons-react';
import { type ComponentType, useMemo, useState } from 'react';
import type { BatchNote, BatchNoteKind } from '../../../shared/model/batch-note';
import { useNotes } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { ageText, dateTimeText } from '../../ui/time-words';
import { openEvent, openStrike } from './event-dialog';
import type { NotePlace } from './note-place';
import { noteWords } from './note-words';
import { openSample } from './sample-dialog';
import { tr, trNode } from '../../strings/translate';
import './notes-list.css';

const icons: Readonly<Record<BatchNoteKind, ComponentType<IconProps>>> = {
  sample: IconFlask2,
  media: IconBottle,
  calibration: IconAdjustments,
  event: IconMessage,
};

const choices = [
  { value: 'all', label: tr('All notes') },
  { value: 'sample', label: tr('Samples') },
  { value: 'event', label: tr('Events') },
  { value: 'media', label: tr('Media') },
  { value: 'calibration', label: tr('Calibrations') },
  { value: 'corrected', label: tr('Corrected') },
] as const;

/** What was written down of a batch, and the way to write down more. */
export function NotesList({ place }: { readonly place: NotePlace }) {
  const { data: notes, error } = useNotes(place.batch.id);
  const [shown, setShown] = useState<string>('all');
  const listed = useMemo(() => (notes ?? []).filter((note) => isShown(note, shown)), [notes, shown]);
  return (
    <div className="bt-notes" data-testid="notes">
      <div className="bt-notes-bar">
        <Button onClick={() => openSample(place)} title={tr('Add a sample (n s)')}>
          {tr('Add sample')}
        </Button>
        <Button variant="default" onClick={() => openEvent(place)} title={tr('Add an event (n e)')}>
          {tr('Add event')}
        </Button>
        <Select
          aria-label={tr('Notes shown')}
          data={[...choices]}
          value={shown}
          allowDeselect={false}
          onChange={(value) => setShown(value ?? 'all')}
        />
      </div>
      {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
      {notes === undefined && !error && <p className="bt-panel-note">{tr('Reading notes…')}</p>}
      {notes !== undefined && listed.length === 0 && (
        <p className="bt-panel-note">
          {notes.length === 0
            ? tr('Nothing was written down of this batch yet.')
            : tr('No notes of this kind.')}
        </p>
      )}
      <ol aria-label={tr('Notes')}>
        {listed.map((note) => (
          <NoteItem key={note.id} note={note} place={place} />
        ))}
      </ol>
    </div>
  );
}

function isShown(note: BatchNote, shown: string): boolean {
  const isStrike = note.kind === 'event' && note.eventKind === 'struck-out';
  if (shown === 'corrected') return note.replacedBy !== null || note.replaces !== null;
  if (note.replacedBy !== null || isStrike) return false;
  return shown === 'all' || note.kind === shown;
}

function NoteItem({ note, place }: { readonly note: BatchNote; readonly place: NotePlace }) {
  const Icon = icons[note.kind];
  const { title, detail, rows } = noteWords(note);
  const ageH = (note.at - place.batch.inoculatedAt) / 3_600_000;
  const age = ageH < 0 ? `${ageText(-ageH)} before` : ageText(ageH);
  return (
    <li data-kind={note.kind} data-corrected={note.replacedBy !== null || undefined}>
      <Icon size={15} aria-hidden />
      <div>
        <p>
          <b>{title}</b>
          <span className="bt-notes-age" title={dateTimeText(note.at)}>
            {age}
          </span>
        </p>
        {detail !== '' && <p className="bt-notes-detail">{detail}</p>}
        {note.replacedBy !== null && <p className="bt-notes-detail">{tr('Corrected, no longer holds')}</p>}
        {note.reason !== null && (
          <p className="bt-notes-detail">
            {trNode('Replaces an earlier note: {reason}', { reason: note.reason })}
          </p>
        )}
        {rows.length > 0 && <Rows rows={rows} />}
        <p className="bt-notes-source">
          {dateTimeText(note.at)} ·{' '}
          {note.source === 'hand' ? tr('entered by {enteredBy}', { enteredBy: note.enteredBy }) : note.source}
        </p>
      </div>
      {note.replacedBy === null && <NoteMenu note={note} place={place} />}
    </li>
  );
}

function Rows({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <details>
      <summary>{tr('Details')}</summary>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function NoteMenu({ note, place }: { readonly note: BatchNote; readonly place: NotePlace }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={tr('Change this note: {title}', { title: noteWords(note).title })}>
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {note.kind === 'sample' && (
          <Menu.Item onClick={() => openSample(place, note)}>{tr('Correct this sample…')}</Menu.Item>
        )}
        <Menu.Item onClick={() => openStrike(place, note)}>{tr('Strike out…')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
