import { useSyncExternalStore } from 'react';
import type { PeopleStatus } from '../../shared/contract/people';
import type { SignedIn } from '../../shared/model/person';
import { useStation } from './station-context';

/** Who is signed in, and what the station says of its people; null before the first answer. */
export function usePeopleStatus(): PeopleStatus | null {
  const { session } = useStation();
  return useSyncExternalStore(session.subscribe, session.get);
}

/** Who is signed in at this window; null where nobody is. */
export function useMe(): SignedIn | null {
  return usePeopleStatus()?.me ?? null;
}

/** True while an action waits for somebody to sign in. */
export function useSignInAsked(): boolean {
  const { session } = useStation();
  return useSyncExternalStore(session.subscribe, session.asking);
}
