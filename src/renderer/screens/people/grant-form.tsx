import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { Person } from '../../../shared/model/person';
import { useDeed } from '../../app/session/use-deed';
import type { Station } from '../../station/station';
import { Notice } from '../../ui/notice';
import { GrantFields, noGrant, wishOf } from './grant-fields';
import { tr } from '../../strings/translate';

interface Props {
  readonly station: Station;
  readonly person: Person;
  readonly onDone: () => void;
}

function GrantForm({ station, person, onDone }: Props) {
  const [draft, setDraft] = useState(noGrant);
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useDeed();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const grant = wishOf(draft);
        void run(() => station.client.people.grant({ personId: person.personId, grant, reason })).then(
          (ok) => ok && onDone(),
        );
      }}
    >
      <Stack gap="sm">
        <GrantFields value={draft} onChange={setDraft} />
        <Textarea
          label={tr('Reason')}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Notice kind="quiet">
          {tr('Open sessions of this person end: the next sign-in has the new role.')}
        </Notice>
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Give the role')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Gives a person another role. */
export function openGrant(station: Station, person: Person, changed: () => Promise<void>): void {
  const id = modals.open({
    title: tr('A role for {name}', { name: person.name }),
    size: 'lg',
    children: (
      <GrantForm
        station={station}
        person={person}
        onDone={() => {
          modals.close(id);
          void changed();
        }}
      />
    ),
  });
}
