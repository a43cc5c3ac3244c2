import type { AccountRow } from '../record/people/people-keep';
import type { SigningCredentials } from '../signing/signable';
import { foldUserId } from '../../../shared/model/user-id';
import { Refusal } from '../../../shared/model/refusal';
import { stepOfCode } from './one-time-code';
import { accountSubject, change, type PeopleParts } from './people-deps';
import { decoyHash, isOutdated } from './password-hash';

/** Failures in a row after which only an administrator opens an account again. */
export const mostFailures = 5;
/** The only administrator is let in again after this long: nobody else could unlock the account. */
export const soleLockMs = 15 * 60_000;

/** One sentence for every reason, so that nobody learns which part was wrong. */
export const wrongWords =
  'User id, password or code is wrong, or the account is locked. After 5 failures an administrator must unlock it.';

type Part = 'user-id' | 'password' | 'totp';

/** What is asked for: a sign-in, a signature, another password. */
interface Wanted {
  readonly during: string;
  readonly place: string;
  /** True where a one-time code is asked for of those who have one. */
  readonly code: boolean;
}

/** Checks passwords and one-time codes; counts failures; locks. */
export function createProof(parts: PeopleParts) {
  const { keep, ledger, hasher, now, sessions, tell } = parts;
  /** What an unknown user id is checked against, so that it takes as long. */
  const decoy = decoyHash(hasher.cost);

  /** True where the account takes a password now. */
  const opens = (account: AccountRow): boolean => {
    if (account.passwordHash === null) return false;
    if (account.state === 'locked') return isSole(account) && now() - (account.lockedAt ?? 0) >= soleLockMs;
    return account.state !== 'disabled' && account.state !== 'invited';
  };
  const isSole = ({ personId }: AccountRow): boolean => {
    const holders = keep.holdersOf('administrator', now());
    return holders.length === 1 && holders[0] === personId;
  };

  const failed = (account: AccountRow, { during, place }: Wanted, cause: string): void => {
    const failures = account.failures + 1;
    const locks = failures >= mostFailures && account.state !== 'locked';
    const facts = { cause, during, place, failures };
    if (account.state === 'disabled') {
      ledger.note({ what: 'account.refused', subject: accountSubject(account.userId), facts });
      return;
    }
    change(parts, account, locks ? { failures, state: 'locked', lockedAt: now() } : { failures }, {
      what: locks ? 'account.locked' : 'account.refused',
      facts,
    });
    if (!locks) return;
    sessions.endOf(account.personId, 'account-locked');
    tell('warning', 'account-locked', `The account ${account.userId} was locked after ${failures} failures`);
  };

  /** The account where everything given is right. */
  async function check(
    account: AccountRow | undefined,
    { password, totp }: Pick<SigningCredentials, 'password' | 'totp'>,
    wanted: Wanted,
  ): Promise<{ account: AccountRow; proved: Part[] }> {
    const right = await hasher.verify(password, account?.passwordHash ?? decoy);
    // While the hash was made others may have failed, locked or changed it.
    const current = account && keep.accountOf(foldUserId(account.userId));
    if (!current || current.passwordHash !== account.passwordHash)
      throw new Refusal('UNAUTHORIZED', wrongWords);
    const refuse = (cause: string): never => {
      failed(current, wanted, cause);
      throw new Refusal('UNAUTHORIZED', wrongWords);
    };
    if (!opens(current)) return refuse(`account is ${current.state}`);
    if (!right) return refuse('wrong password');
    if (!wanted.code || !current.totp) return { account: current, proved: ['password'] };
    if (totp === undefined)
      throw new Refusal('UNAUTHORIZED', 'Enter the six digits of your authenticator too', 'totp');
    const step = stepOf(current, totp);
    if (step === null) return refuse('wrong code');
    keepStep(current, step);
    return { account: current, proved: ['password', 'totp'] };
  }

  /** The time step of a right code that was not used before, else null. */
  const stepOf = (account: AccountRow, code: string): number | null =>
    stepOfCode(code, keep.totpSeedOf(account.userId) ?? '', now(), account.totpLastStep);
  const keepStep = (account: AccountRow, step: number): void =>
    change(parts, account, { totpLastStep: step }, { what: 'account.code-used' });

  /** After a success: the count starts again, and a hash of older costs is made anew. */
  async function settle(account: AccountRow, password: string, signIn: boolean): Promise<void> {
    const rehash =
      account.passwordHash !== null && !account.demo && isOutdated(account.passwordHash, hasher.cost)
        ? { passwordHash: await hasher.hash(password) }
        : {};
    const opened = account.state === 'locked' ? ({ state: 'active', lockedAt: null } as const) : {};
    const patch = { failures: 0, ...opened, ...rehash, ...(signIn ? { lastSignInAt: now() } : {}) };
    if (!signIn && account.failures === 0 && Object.keys(rehash).length === 0) return;
    change(parts, account, patch, { what: signIn ? 'account.signed-in' : 'account.proved' });
  }

  return { check, settle, keepStep, stepOf, failed };
}
export type Proof = ReturnType<typeof createProof>;
