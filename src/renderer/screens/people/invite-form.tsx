import { Button, Group, Stack, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { Invitation } from '../../../shared/contract/people';
import { userIdProblem } from '../../../shared/model/user-id';
import { useDeed } from '../../app/session/use-deed';
import type { Station } from '../../station/station';
import { Notice } from '../../ui/notice';
import { GrantFields, noGrant, wishOf } from './grant-fields';
import { showSecret } from './show-secret';

interface Props {
  readonly station: Station;
  readonly onDone: (made: Invitation, name: string) => void;
}

function InviteForm({ station, onDone }: Props) {
  const [name, setName] = useState('');
  const [userId, setUserId] = useState('');
  const [how, setHow] = useState('');
  const [draft, setDraft] = useState(noGrant);
  const { busy, problem, run } = useDeed();
  const invite = async (): Promise<void> => {
    const seen = how.trim() === '' ? {} : { how };
    const made = await station.client.people.invite({ name, userId, grants: [wishOf(draft)], ...seen });
    onDone(made, name);
  };
  return (
    <form
      aria-label="Invite somebody"
      onSubmit={(event) => {
        event.preventDefault();
        void run(invite);
      }}
    >
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label="Full name, as it is printed"
            data-autofocus
            required
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="User id"
            required
            autoComplete="off"
            value={userId}
            error={userId === '' ? undefined : userIdProblem(userId)}
            onChange={(event) => setUserId(event.currentTarget.value)}
          />
        </Group>
        <GrantFields value={draft} onChange={setDraft} />
        <TextInput
          label="How do you know who it is?"
          description="For example: passport seen. Left empty, the identity is verified later; nobody acts before."
          autoComplete="off"
          value={how}
          onChange={(event) => setHow(event.currentTarget.value)}
        />
        {problem && <Notice kind="alarm">{problem.words}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Makes an account and shows the invitation to hand over. */
export function openInvite(station: Station, changed: () => Promise<void>): void {
  const id = modals.open({
    title: 'Invite somebody',
    size: 'lg',
    children: (
      <InviteForm
        station={station}
        onDone={(made, name) => {
          modals.close(id);
          void changed();
          showSecret(made, name);
        }}
      />
    ),
  });
}
