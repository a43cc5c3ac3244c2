import { Menu } from '@mantine/core';
import {
  IconLock,
  IconLogin2,
  IconLogout,
  IconKey,
  IconDeviceMobile,
  IconUser,
  IconUserPlus,
} from '@tabler/icons-react';
import { personRoleWords, type SignedIn } from '../../../shared/model/person';
import { useStation } from '../../station/station-context';
import { useMe, usePeopleStatus } from '../../station/use-session';
import { openAuthenticator, openChangePassword } from './own-account-dialogs';
import { askToSignIn, leave } from './session-deeds';
import { tr } from '../../strings/translate';

/** `Engineer, Technician at R-101`; what a person may do at a glance. */
export function rolesText({ grants }: Pick<SignedIn, 'grants'>): string {
  const words = grants.map(
    ({ role, unitId }) => `${personRoleWords[role]}${unitId === null ? '' : ` at ${unitId}`}`,
  );
  return words.length === 0 ? tr('No role') : words.join(', ');
}

/** Who is signed in, and what they can do with that; or the way to sign in. */
export function UserMenu() {
  const station = useStation();
  const status = usePeopleStatus();
  const me = useMe();
  if (status === null) return null;
  if (me === null) {
    const words = status.inUse ? tr('Sign in') : tr('First administrator');
    const Icon = status.inUse ? IconLogin2 : IconUserPlus;
    return (
      <button
        type="button"
        className="bt-user"
        aria-label={status.inUse ? tr('Sign in') : tr('Make the first administrator')}
        onClick={() => askToSignIn(station)}
      >
        <Icon size={18} stroke={1.7} aria-hidden />
        <span>
          <b>{words}</b>
          <small data-words={status.inUse ? 'View only' : 'No account yet'} />
        </span>
      </button>
    );
  }
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <button
          type="button"
          className="bt-user"
          aria-label={tr('{name}, {rolesText}: account', { name: me.name, rolesText: rolesText(me) })}
        >
          <IconUser size={18} stroke={1.7} aria-hidden />
          <span>
            <b>{me.name}</b>
            <small data-words={rolesText(me)} />
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.userId} · {rolesText(me)}
        </Menu.Label>
        <Menu.Item leftSection={<IconLock size={15} />} onClick={() => void leave(station, 'lock')}>
          {tr('Lock: view only')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void leave(station, 'signOut')}>
          {tr('Sign out')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKey size={15} />} onClick={() => openChangePassword(station)}>
          {tr('Change password…')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDeviceMobile size={15} />}
          disabled={me.totp}
          onClick={() => openAuthenticator(station)}
        >
          {me.totp ? tr('Authenticator is in use') : tr('Set up an authenticator…')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
