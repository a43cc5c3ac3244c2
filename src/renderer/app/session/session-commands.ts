import { useMemo } from 'react';
import { useStation } from '../../station/station-context';
import { usePeopleStatus } from '../../station/use-session';
import { useCommands, type Command } from '../commands';
import { navigate, peoplePath } from '../route';
import { openAuthenticator, openChangePassword } from './own-account-dialogs';
import { askToSignIn, leave } from './session-deeds';
import { tr } from '../../strings/translate';

/** Signing in and out from the keyboard, on every screen. */
export function useSessionCommands(): void {
  const station = useStation();
  const status = usePeopleStatus();
  const signedIn = (status?.me ?? null) !== null;
  const inUse = status?.inUse ?? true;
  useCommands(
    useMemo(() => {
      const group = 'Account';
      const people: Command = {
        id: 'go-people',
        title: tr('People'),
        group: tr('Go to'),
        keys: 'g e',
        run: () => navigate(peoplePath),
      };
      if (!signedIn) {
        const title = inUse ? tr('Sign in…') : tr('Make the first administrator…');
        return [people, { id: 'sign-in', title, group, keys: 'l', run: () => askToSignIn(station) }];
      }
      return [
        people,
        {
          id: 'lock',
          title: tr('Lock: view only'),
          group,
          keys: 'l',
          run: () => void leave(station, 'lock'),
        },
        { id: 'sign-out', title: tr('Sign out'), group, run: () => void leave(station, 'signOut') },
        { id: 'password', title: tr('Change password…'), group, run: () => openChangePassword(station) },
        {
          id: 'authenticator',
          title: tr('Set up an authenticator…'),
          group,
          run: () => openAuthenticator(station),
        },
      ];
    }, [station, signedIn, inUse]),
  );
}
