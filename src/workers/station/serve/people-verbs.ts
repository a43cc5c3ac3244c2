import type { Rooms } from './rooms';
import { guarded } from './who';

/** Accounts, sessions and roles. */
export function peopleVerbs({ people: { verbs } }: Pick<Rooms, 'people'>) {
  const os = guarded.people;
  const { way, own, accounts } = verbs;
  return {
    status: os.status.handler(({ context }) => verbs.status(context.connection)),
    first: os.first.handler(({ input, context }) => way.first(input, context.connection)),
    signIn: os.signIn.handler(({ input, context }) => way.signIn(input, context.connection)),
    resume: os.resume.handler(({ input, context }) => way.resume(input.key, context.connection)),
    redeem: os.redeem.handler(({ input, context }) => way.redeem(input, context.connection)),
    extend: os.extend.handler(() => own.extend()),
    lock: os.lock.handler(() => done(() => own.end('locked'))),
    signOut: os.signOut.handler(() => done(() => own.end('signed-out'))),
    attest: os.attest.handler(({ input }) => own.attest(input.password)),
    changePassword: os.changePassword.handler(async ({ input }) => {
      await own.changePassword(input.password, input.next, input.totp);
      return ok;
    }),
    enrolTotp: os.enrolTotp.handler(({ input }) => own.enrolTotp(input.password)),
    proveTotp: os.proveTotp.handler(({ input }) => own.proveTotp(input.code)),
    noticeRead: os.noticeRead.handler(() => done(() => own.noticeRead())),
    list: os.list.handler(() => verbs.list()),
    invite: os.invite.handler(({ input }) => accounts.invite(input)),
    verifyIdentity: os.verifyIdentity.handler(({ input }) =>
      done(() => accounts.verifyIdentity(input.personId, input.how, input.reason)),
    ),
    grant: os.grant.handler(({ input }) =>
      done(() => accounts.grant(input.personId, input.grant, input.reason)),
    ),
    revoke: os.revoke.handler(({ input }) =>
      done(() => accounts.revoke(input.personId, input.grantId, input.reason)),
    ),
    disable: os.disable.handler(({ input }) => done(() => accounts.disable(input.personId, input.reason))),
    unlock: os.unlock.handler(({ input }) => done(() => accounts.unlock(input.personId, input.reason))),
    reset: os.reset.handler(({ input }) =>
      accounts.reset(input.personId, input.reason, input.how, input.totp),
    ),
    sessions: os.sessions.handler(() => verbs.sessions()),
    endSession: os.endSession.handler(({ input }) =>
      done(() => verbs.endSession(input.sessionId, input.reason)),
    ),
    accessReview: os.accessReview.handler(() => verbs.accessReview()),
    makeReview: os.makeReview.handler(() => verbs.makeReview()),
  };
}

/** What is answered where there is nothing to tell. */
const ok = { ok: true } as const;

const done = (run: () => void): typeof ok => {
  run();
  return ok;
};
