import type { PersonActor } from '../../../shared/model/actor';
import { attestationText, type SignedIn } from '../../../shared/model/person';
import { Refusal } from '../../../shared/model/refusal';
import { foldUserId } from '../../../shared/model/user-id';
import type { AccountRow } from '../record/people/people-keep';
import type { Accounts } from './create-accounts';
import { rolesHeld } from './grants';
import { isInvitation } from './invitations';
import { passwordProblem } from './password-rules';
import { accountSubject, change, type PeopleParts } from './people-deps';
import type { Connection } from './people-room';
import { wrongWords, type Proof } from './proof';
import { absoluteMs, idleMs, sessionEndWords, type Session } from './sessions';

export interface SignInWish {
  readonly userId: string;
  readonly password: string;
  readonly totp?: string | undefined;
}
export interface SignInAnswer {
  readonly key: string;
  readonly me: SignedIn;
}

/** The way in: first administrator, sign-in, resuming, invitations. Binds sessions to connections. */
export function createSignIn(parts: PeopleParts, proof: Proof, accounts: Accounts) {
  const { keep, ledger, hasher, now, sessions } = parts;

  function begin(account: AccountRow, connection: Connection): SignInAnswer {
    const before = connection.sessionKey === null ? undefined : sessions.find(connection.sessionKey);
    if (before) sessions.end(before.id, 'signed-in-again');
    const { personId, userId } = account;
    const { key, session } = sessions.begin({ personId, userId, place: connection.place });
    connection.sessionKey = key;
    const actor = actorOf(session);
    ledger.note({
      what: 'session.began',
      actor,
      subject: subjectOf(session),
      facts: { place: connection.place },
    });
    return { key, me: view(session) };
  }

  function actorOf({ id, personId, userId }: Session): PersonActor {
    const roles = rolesHeld(keep.grantsOf(personId), null, now());
    return {
      kind: 'person',
      personId,
      userId,
      name: keep.nameOf(personId) ?? personId,
      roles,
      sessionId: id,
    };
  }

  function view(session: Session): SignedIn {
    const account = accounts.find(session.personId);
    return {
      personId: session.personId,
      userId: account.userId,
      name: account.name,
      state: account.state,
      sessionId: session.id,
      grants: keep.grantsOf(session.personId).filter(({ until }) => until === null || until > now()),
      totp: account.totp,
      attested: account.attestedAt !== null,
      startedAt: session.startedAt,
      idleAt: session.activeAt + idleMs,
      endsAt: session.startedAt + absoluteMs,
      notices: account.notice === null ? [] : [account.notice],
    };
  }

  async function signIn(
    { userId, password, totp }: SignInWish,
    connection: Connection,
  ): Promise<SignInAnswer> {
    const account = keep.accountOf(foldUserId(userId));
    const wanted = { during: 'sign-in', place: connection.place, code: true };
    if (!account) {
      await proof.check(undefined, { password }, wanted).catch(() => undefined);
      // What was typed may be a password in the wrong field: it is not written down.
      const facts = { cause: 'unknown user id', place: connection.place };
      ledger.note({ what: 'session.refused', subject: { type: 'account', id: 'unknown' }, facts });
      throw new Refusal('UNAUTHORIZED', wrongWords);
    }
    const proved = await proof.check(account, { password, totp }, wanted);
    await proof.settle(proved.account, password, true);
    return begin(proved.account, connection);
  }

  async function first(
    { name, userId, password }: { name: string; userId: string; password: string },
    connection: Connection,
  ): Promise<SignInAnswer> {
    requireNobody();
    requireGood(password, { userId, name });
    const passwordHash = await hasher.hash(password);
    requireNobody();
    const facts = { name, attestation: attestationText };
    ledger.write({ what: 'account.first-administrator', subject: accountSubject(userId), facts }, () => {
      const { personId, account } = accounts.add({ name, userId });
      accounts.give(personId, { role: 'administrator', unitId: null, until: null });
      keep.patch(account.userId, {
        passwordHash,
        passwordSetAt: now(),
        verifiedBy: 'set-up',
        verifiedHow: 'The first administrator, as declared at set-up',
        verifiedAt: now(),
        attestedAt: now(),
        lastSignInAt: now(),
        state: 'active',
      });
    });
    const made = keep.accountOf(foldUserId(userId));
    if (!made) throw new Error(`The account ${userId} was not made`);
    return begin(made, connection);
  }

  function requireNobody(): void {
    if (keep.accounts().length > 0)
      throw new Refusal('CONFLICT', 'There is an administrator already. Ask for an invitation.');
  }

  async function redeem(
    given: SignInWish & { secret: string },
    connection: Connection,
  ): Promise<{ verified: boolean }> {
    const account = keep.accountOf(foldUserId(given.userId));
    const invalid = new Refusal(
      'UNAUTHORIZED',
      'This invitation does not open anything: mistyped, used before, or older than 24 hours. An administrator can make another.',
    );
    const signed = connection.sessionKey === null ? undefined : sessions.find(connection.sessionKey);
    if (signed?.end === null && signed.personId !== account?.personId)
      throw new Refusal('FORBIDDEN', 'Sign out first: an invitation is for the person it was made for.');
    if (!account || account.state === 'disabled' || account.state === 'locked') throw invalid;
    if (!isInvitation(given.secret, account.invitationHash) || (account.invitedUntil ?? 0) <= now()) {
      proof.failed(
        account,
        { during: 'invitation', place: connection.place, code: false },
        'wrong invitation',
      );
      throw invalid;
    }
    requireGood(given.password, account);
    const step = account.totp ? requireCode(account, given.totp, connection) : {};
    const passwordHash = await hasher.hash(given.password);
    const current = keep.accountOf(foldUserId(given.userId));
    if (current?.invitationHash !== account.invitationHash || current?.state !== account.state) throw invalid;
    const patch = {
      ...step,
      passwordHash,
      passwordSetAt: now(),
      invitationHash: null,
      invitedUntil: null,
      failures: 0,
    };
    const facts = { place: connection.place };
    change(parts, account, patch, { what: 'account.password-set', facts });
    return { verified: account.verifiedAt !== null };
  }

  /** A reset alone does not let anybody pass for a person who uses one-time codes. */
  function requireCode(account: AccountRow, code: string | undefined, connection: Connection) {
    if (code === undefined)
      throw new Refusal('UNAUTHORIZED', 'Enter the six digits of your authenticator too', 'totp');
    const step = proof.stepOf(account, code);
    if (step !== null) return { totpLastStep: step };
    proof.failed(account, { during: 'invitation', place: connection.place, code: true }, 'wrong code');
    throw new Refusal('UNAUTHORIZED', wrongWords);
  }

  return {
    actorOf,
    view,
    signIn,
    first,
    redeem,
    resume: (key: string, connection: Connection): SignedIn => {
      const session = sessions.find(key);
      if (!session) throw new Refusal('UNAUTHORIZED', 'Sign in again');
      if (session.end !== null) throw new Refusal('UNAUTHORIZED', sessionEndWords[session.end]);
      connection.sessionKey = key;
      return view(session);
    },
    requireGood,
  };
}
export type SignIn = ReturnType<typeof createSignIn>;

/** @throws Refusal REFUSED where a new password must not be used */
function requireGood(password: string, owner: { userId: string; name: string }): void {
  const problem = passwordProblem(password, owner);
  if (problem !== null) throw new Refusal('REFUSED', problem, 'password');
}

export const subjectOf = ({ id }: Session) => ({ type: 'session', id });
