import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { Person } from '../../../shared/model/person';
import { useStation } from '../../station/station-context';
import { openGrant } from './grant-form';
import { openReason } from './reason-form';
import { showSecret } from './show-secret';
import { usePeopleChanged } from './use-people';

/** Everything an administrator does with the account of somebody else. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const station = useStation();
  const changed = usePeopleChanged();
  const { client } = station;
  const { personId, name } = person;
  const verify = (): void =>
    openReason({
      title: `Identity of ${name}`,
      words: 'Only somebody whose identity was verified can act or sign.',
      deed: 'Verified',
      asksHow: true,
      asksReason: false,
      run: async ({ how }) => {
        await client.people.verifyIdentity({ personId, how });
        await changed();
      },
    });
  const unlock = (): void =>
    openReason({
      title: `Unlock ${name}?`,
      words: 'Speak to the person first: somebody else may have tried their password.',
      deed: 'Unlock',
      run: async ({ reason }) => {
        await client.people.unlock({ personId, reason });
        await changed();
      },
    });
  const reset = (): void =>
    openReason({
      title: `Reset the password of ${name}?`,
      words:
        'The password stops working at once. You get an invitation to hand over; the person is told who did this.',
      deed: 'Reset the password',
      asksHow: true,
      ...(person.totp ? { tick: 'Take the authenticator away too: it is lost' } : {}),
      run: async ({ reason, how, ticked }) => {
        const made = await client.people.reset({ personId, reason, how, totp: ticked });
        await changed();
        showSecret(made, name);
      },
    });
  const disable = (): void =>
    openReason({
      title: `Disable ${name} for ever?`,
      words: `The user id ${person.userId} is never given again. The name stays in every record.`,
      deed: 'Disable for ever',
      run: async ({ reason }) => {
        await client.people.disable({ personId, reason });
        await changed();
      },
    });
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Account of ${name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openGrant(station, person, changed)}>Give a role…</Menu.Item>
        {person.verified === null && <Menu.Item onClick={verify}>Identity verified…</Menu.Item>}
        {person.state === 'locked' && <Menu.Item onClick={unlock}>Unlock…</Menu.Item>}
        <Menu.Item onClick={reset}>Reset the password…</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={disable}>
          Disable for ever…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
