import type { UnitId } from '../../../shared/model/identity';
import type { Ledger, LedgerNote } from '../record/ledger/ledger';
import type { AccountPatch, AccountRow, PeopleKeep } from '../record/people/people-keep';
import type { PasswordHasher } from './password-hash';
import type { Sessions } from './sessions';

/** What the accounts are made of. */
export interface PeopleDeps {
  readonly keep: PeopleKeep;
  readonly ledger: Pick<Ledger, 'write' | 'note' | 'list'>;
  readonly hasher: PasswordHasher;
  readonly now: () => number;
  readonly unitExists: (id: UnitId) => boolean;
  /** Unit of a batch; undefined where there is no such batch. */
  readonly unitOfBatch: (id: string) => UnitId | undefined;
  /** Tells everybody at the station, e.g. that an account was locked. */
  readonly tell: (severity: 'info' | 'warning', kind: string, words: string) => void;
  /** Told which accounts are locked whenever that may have changed, so that an administrator hears of it. */
  readonly lockedAre: (userIds: readonly string[]) => void;
  /** True at a station of the demo. */
  readonly demo: boolean;
}

export interface PeopleParts extends PeopleDeps {
  readonly sessions: Sessions;
}

/** Changes an account and says so in the ledger, in one transaction. */
export function change(
  deps: Pick<PeopleDeps, 'keep' | 'ledger' | 'lockedAre'>,
  account: Pick<AccountRow, 'userId'>,
  patch: AccountPatch,
  note: Omit<LedgerNote, 'subject'>,
): void {
  const { keep, ledger } = deps;
  ledger.write({ ...note, subject: accountSubject(account.userId) }, () => keep.patch(account.userId, patch));
  if (patch.state !== undefined) tellLocked(deps);
}

export const accountSubject = (userId: string) => ({ type: 'account', id: userId });

export function tellLocked({ keep, lockedAre }: Pick<PeopleDeps, 'keep' | 'lockedAre'>): void {
  lockedAre(
    keep
      .accounts()
      .filter(({ state }) => state === 'locked')
      .map(({ userId }) => userId),
  );
}
