import { Button, Group, Stack, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { Invitation } from '../../../shared/contract/people';
import type { Person } from '../../../shared/model/person';
import { userIdProblem } from '../../../shared/model/user-id';
import { useDeed } from '../../app/session/use-deed';
import type { Station } from '../../station/station';
import { Notice } from '../../ui/notice';
import { GrantFields, noGrant, wishOf } from './grant-fields';
import { showSecret } from './show-secret';
import { tr } from '../../strings/translate';

/** What the form has to know of who is there. */
interface Circumstances {
  /** Nobody else administers: who invites may verify too, with a reason. */
  readonly alone: boolean;
  /** Somebody whose account is disabled; null for a new person. */
  readonly again: Person | null;
}

interface Props extends Circumstances {
  readonly station: Station;
  readonly onDone: (made: Invitation, name: string) => void;
}

function InviteForm({ station, alone, again, onDone }: Props) {
  const [name, setName] = useState(again?.name ?? '');
  const [userId, setUserId] = useState('');
  const [how, setHow] = useState('');
  const [reason, setReason] = useState('');
  const [draft, setDraft] = useState(noGrant);
  const { busy, problem, run } = useDeed();
  const invite = async (): Promise<void> => {
    const seen = how.trim() === '' ? {} : { how, reason };
    const known = again === null ? {} : { personId: again.personId };
    const made = await station.client.people.invite({ name, userId, grants: [wishOf(draft)], ...known, ...seen }); // prettier-ignore
    onDone(made, name);
  };
  return (
    <form
      aria-label={tr('Invite somebody')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(invite);
      }}
    >
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput
            label={tr('Full name, as it is printed')}
            {...(again === null ? { 'data-autofocus': true } : { readOnly: true })}
            required
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={tr('User id')}
            description={
              again === null
                ? undefined
                : tr('Another one than {userId}: ids are never given again', { userId: again.userId })
            }
            required
            autoComplete="off"
            value={userId}
            error={userId === '' ? undefined : userIdProblem(userId)}
            onChange={(event) => setUserId(event.currentTarget.value)}
          />
        </Group>
        <GrantFields value={draft} onChange={setDraft} />
        {alone ? (
          <TextInput
            label={tr('How do you know who it is?')}
            description={tr(
              'For example: passport seen. Left empty, the identity is verified later; nobody acts before.',
            )}
            autoComplete="off"
            value={how}
            onChange={(event) => setHow(event.currentTarget.value)}
          />
        ) : (
          <Notice kind="quiet">
            {tr('Another administrator verifies who it is, from the list; nobody acts before.')}
          </Notice>
        )}
        {alone && how.trim() !== '' && (
          <TextInput
            label={tr('Reason')}
            description={tr(
              'You are the only administrator: that you invite and verify alone is recorded, with this reason',
            )}
            required
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Invite')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Makes an account and shows the invitation to hand over. */
export function openInvite(
  station: Station,
  changed: () => Promise<void>,
  circumstances: Circumstances,
): void {
  const { again } = circumstances;
  const id = modals.open({
    title: again === null ? tr('Invite somebody') : tr('Invite {name} again', { name: again.name }),
    size: 'lg',
    children: (
      <InviteForm
        {...circumstances}
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
