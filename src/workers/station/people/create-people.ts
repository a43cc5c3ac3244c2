import type { AccessReviewRow, PeopleStatus } from '../../../shared/contract/people';
import type { Person, SessionView } from '../../../shared/model/person';
import { Refusal } from '../../../shared/model/refusal';
import type { SignableKind } from '../signing/signable';
import type { AccountRow } from '../record/people/people-keep';
import { createAccessReviews } from './access-reviews';
import { createAccounts, type Accounts } from './create-accounts';
import { createGate } from './create-gate';
import { createOwnAccount, type OwnAccount } from './create-own-account';
import { createSignIn, subjectOf, type SignIn } from './create-sign-in';
import { addDemoPeople, demoPassword, demoPeople, demoUserId } from './demo-people';
import { tellLocked, type PeopleDeps, type PeopleParts } from './people-deps';
import type { Connection, PeopleRoom } from './people-room';
import { createProof } from './proof';
import { createSigningProof } from './signing-proof';
import { createSessions, sessionEndWords } from './sessions';

/** Warns this long before a session locks by itself. */
const warnMs = 60_000;

/** Everything that is asked of the accounts over the contract. */
export interface PeopleVerbs {
  status(connection: Connection): PeopleStatus;
  readonly way: Pick<SignIn, 'signIn' | 'first' | 'redeem' | 'resume'>;
  readonly own: OwnAccount;
  readonly accounts: Omit<Accounts, 'add' | 'give' | 'find' | 'findOpen'>;
  list(): Person[];
  sessions(): SessionView[];
  endSession(sessionId: string, reason: string): void;
  accessReview(): { rows: AccessReviewRow[]; made: { id: string; at: number; by: string }[] };
  makeReview(): { id: string };
}

export interface People extends PeopleRoom {
  readonly verbs: PeopleVerbs;
  /** What of the accounts can be signed. */
  signable(): SignableKind;
  /** Makes the people of the demo where nobody has an account yet. */
  addDemoPeople(): Promise<void>;
  stop(): Promise<void>;
}

/** Accounts, sessions and roles of a station. */
export function createPeople(deps: PeopleDeps): People {
  const { keep, ledger, now } = deps;
  const sessions = createSessions(now, (session) => {
    const facts = { why: session.end ?? '', userId: session.userId };
    ledger.note({ what: 'session.ended', subject: subjectOf(session), facts });
  });
  const parts: PeopleParts = { ...deps, sessions };
  const proof = createProof(parts);
  const accounts = createAccounts(parts);
  const way = createSignIn(parts, proof, accounts);
  const own = createOwnAccount(parts, proof, accounts, way);
  const signing = createSigningProof(parts, proof);
  const gate = createGate(parts, way.actorOf);
  tellLocked(deps);
  const ticking = setInterval(() => sessions.tick(), 5000);
  ticking.unref();

  const personOf = (account: AccountRow): Person => ({
    personId: account.personId,
    userId: account.userId,
    name: account.name,
    state: account.state,
    demo: account.demo,
    grants: account.state === 'disabled' ? [] : keep.grantsOf(account.personId),
    verified:
      account.verifiedAt === null
        ? null
        : { by: account.verifiedBy ?? '', how: account.verifiedHow ?? '', at: account.verifiedAt },
    attestedAt: account.attestedAt,
    invitedUntil: account.invitedUntil,
    passwordSetAt: account.passwordSetAt,
    totp: account.totp,
    lastSignInAt: account.lastSignInAt,
    lockedAt: account.lockedAt,
    createdAt: account.createdAt,
  });
  const list = (): Person[] => keep.accounts().map(personOf);

  const reviews = createAccessReviews(deps, list);

  const verbs: PeopleVerbs = {
    status: (connection) => {
      const session = gate.sessionOf(connection);
      const usedDemo = deps.demo && keep.accounts().some(({ demo }) => demo);
      return {
        inUse: gate.inUse(),
        me: session?.end === null ? way.view(session) : null,
        ended: session?.end && session.end !== 'signed-out' ? sessionEndWords[session.end] : null,
        demo: usedDemo
          ? demoPeople.map(({ name, role, words }) => ({
              userId: demoUserId(role),
              name,
              words,
              password: demoPassword(role),
            }))
          : [],
        warnMs,
      };
    },
    way,
    own,
    accounts,
    list,
    sessions: () =>
      sessions.open().map(({ id, personId, userId, place, startedAt, activeAt }) => ({
        sessionId: id,
        personId,
        userId,
        name: keep.nameOf(personId) ?? personId,
        place,
        startedAt,
        activeAt,
      })),
    endSession: (sessionId, reason) => {
      const session = sessions.byId(sessionId);
      if (session?.end !== null) throw new Refusal('NOT_FOUND', 'This session is over');
      ledger.note({ what: 'session.revoked', subject: subjectOf(session), reason });
      sessions.end(sessionId, 'ended-by-administrator');
    },
    accessReview: () => ({ rows: reviews.rows(), made: reviews.made() }),
    makeReview: reviews.make,
  };

  return {
    ...gate,
    verbs,
    nameOf: (personId) => keep.nameOf(personId) ?? personId,
    asked: signing.asked,
    prove: signing.prove,
    signable: reviews.signable,
    addDemoPeople: () => addDemoPeople(parts, accounts),
    stop: async () => {
      clearInterval(ticking);
      await deps.hasher.stop();
    },
  };
}
