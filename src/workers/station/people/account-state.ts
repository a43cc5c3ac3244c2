import type { AccountState, Grant } from '../../../shared/model/person';
import type { AccountRow } from '../record/people/people-keep';

/** Where an account stands by what was done for it so far, locks and disabling aside. */
export function stateByDeeds(
  account: Pick<AccountRow, 'verifiedAt' | 'attestedAt'>,
  grants: readonly Grant[],
): Exclude<AccountState, 'locked' | 'disabled'> {
  if (account.verifiedAt === null) return 'invited';
  if (account.attestedAt === null) return 'identity-verified';
  return grants.length === 0 ? 'attested' : 'active';
}

/** The same, where the account is locked or disabled as that. */
export function nextState(
  account: Pick<AccountRow, 'state' | 'verifiedAt' | 'attestedAt'>,
  grants: readonly Grant[],
): AccountState {
  return account.state === 'locked' || account.state === 'disabled'
    ? account.state
    : stateByDeeds(account, grants);
}
