import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { Person } from '../../../shared/model/person';
import { useStation } from '../../station/station-context';
import { openGrant } from './grant-form';
import { openReason } from './reason-form';
import { showSecret } from './show-secret';
import { usePeopleChanged } from './use-people';
import { tr } from '../../strings/translate';

/** Everything an administrator does with the account of somebody else. */
export function PersonMenu({ person, alone }: { readonly person: Person; readonly alone: boolean }) {
  const station = useStation();
  const changed = usePeopleChanged();
  const { client } = station;
  const { personId, name } = person;
  const verify = (): void =>
    openReason({
      title: tr('Identity of {name}', { name }),
      words: alone
        ? tr(
            'Only somebody whose identity was verified can act or sign. You are the only administrator: that you invited and verify alone is recorded, with your reason.',
          )
        : tr(
            'Only somebody whose identity was verified can act or sign. The administrator who handed over the invitation does not verify it.',
          ),
      deed: 'Verified',
      asksHow: true,
      asksReason: alone,
      run: async ({ how, reason }) => {
        await client.people.verifyIdentity({ personId, how, ...(alone ? { reason } : {}) });
        await changed();
      },
    });
  const unlock = (): void =>
    openReason({
      title: tr('Unlock {name}?', { name }),
      words: tr('Speak to the person first: somebody else may have tried their password.'),
      deed: 'Unlock',
      run: async ({ reason }) => {
        await client.people.unlock({ personId, reason });
        await changed();
      },
    });
  const reset = (): void =>
    openReason({
      title: tr('Reset the password of {name}?', { name }),
      words: tr(
        'The password stops working at once. You get an invitation to hand over; the person is told who did this.',
      ),
      deed: tr('Reset the password'),
      asksHow: true,
      ...(person.totp ? { tick: tr('Take the authenticator away too: it is lost') } : {}),
      run: async ({ reason, how, ticked }) => {
        const made = await client.people.reset({ personId, reason, how, totp: ticked });
        await changed();
        showSecret(made, name);
      },
    });
  const disable = (): void =>
    openReason({
      title: tr('Disable {name} for ever?', { name }),
      words: tr('The user id {userId} is never given again. The name stays in every record.', {
        userId: person.userId,
      }),
      deed: tr('Disable for ever'),
      run: async ({ reason }) => {
        await client.people.disable({ personId, reason });
        await changed();
      },
    });
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={tr('Account of {name}', { name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openGrant(station, person, changed)}>{tr('Give a role…')}</Menu.Item>
        {person.verified === null && <Menu.Item onClick={verify}>{tr('Identity verified…')}</Menu.Item>}
        {person.state === 'locked' && <Menu.Item onClick={unlock}>{tr('Unlock…')}</Menu.Item>}
        <Menu.Item onClick={reset}>{tr('Reset the password…')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={disable}>
          {tr('Disable for ever…')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
