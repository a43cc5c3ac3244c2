import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { notesInForce } from '../../../shared/model/batch-note';
import type { Batch } from '../../../shared/model/process-unit';
import { useCommands } from '../../app/commands';
import { TwinPanel } from '../../panels/twin/twin-panel';
import { useNotes } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { openEvent } from './event-dialog';
import { NotesList } from './notes-list';
import { openSample } from './sample-dialog';
import { StillValues } from './still-values';
import { ValueTable } from './value-table';
import { tr } from '../../strings/translate';

interface Props {
  readonly unit: UnitSummary;
  /** The batch shown, running or ended; null where none runs. */
  readonly batch: Batch | null;
}

/** Values and notes beside the trends. */
export function SidePanel({ unit, batch }: Props) {
  const [shown, setShown] = useState<string>('values');
  const { data: notes } = useNotes(batch?.id ?? null);
  const count = notes ? ` (${notesInForce(notes).length})` : '';
  useNoteCommands(unit, batch);
  const endedAt = batch?.endedAt ?? null;
  const station = useStation();
  return (
    // The list is longer than a small window: the keyboard must be able to scroll it.
    <aside
      className="bt-values"
      aria-label={endedAt === null ? tr('Current values') : tr('Values at the end')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {batch !== null && (
        <SegmentedControl
          className="bt-values-choice"
          fullWidth
          aria-label={tr('Beside the trends')}
          data={[
            { value: 'values', label: endedAt === null ? tr('Values') : tr('Values at the end') },
            ...(endedAt === null ? [{ value: 'twin', label: tr('Twin') }] : []),
            { value: 'notes', label: tr('Notes{count}', { count }) },
          ]}
          value={shown}
          onChange={setShown}
        />
      )}
      {batch !== null && shown === 'notes' ? (
        <NotesList place={{ station, unit, batch }} />
      ) : batch !== null && endedAt === null && shown === 'twin' ? (
        <TwinPanel unit={unit} />
      ) : batch === null || endedAt === null ? (
        <ValueTable channels={unit.channels} />
      ) : (
        <StillValues unit={unit} batch={batch} endedAt={endedAt} />
      )}
    </aside>
  );
}

function useNoteCommands(unit: UnitSummary, batch: Batch | null): void {
  const station = useStation();
  const commands = useMemo(
    () =>
      batch === null
        ? []
        : [
            {
              id: 'add-sample',
              title: tr('Add a sample to {name}…', { name: batch.name }),
              group: tr('Batch'),
              keys: 'n s',
              run: () => openSample({ station, unit, batch }),
            },
            {
              id: 'add-event',
              title: tr('Add an event to {name}…', { name: batch.name }),
              group: tr('Batch'),
              keys: 'n e',
              run: () => openEvent({ station, unit, batch }),
            },
          ],
    [station, unit, batch],
  );
  useCommands(commands);
}
