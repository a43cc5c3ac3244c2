import { actingNow } from '../acting';
import type { PersonActor } from '../../../shared/model/actor';
import { attestationText, type SignedIn } from '../../../shared/model/person';
import { Refusal } from '../../../shared/model/refusal';
import type { AccountRow } from '../record/people/people-keep';
import { nextState } from './account-state';
import type { Accounts } from './create-accounts';
import type { SignIn } from './create-sign-in';
import { enrolmentUri, newSeed, stepOfCode } from './one-time-code';
import { change, type PeopleParts } from './people-deps';
import type { Proof } from './proof';

/** What people do with their own account while signed in. */
export function createOwnAccount(parts: PeopleParts, proof: Proof, accounts: Accounts, way: SignIn) {
  const { keep, hasher, now, sessions } = parts;

  /** Whoever is signed in, read anew. */
  const mine = (): { actor: PersonActor; account: AccountRow } => {
    const actor = actingNow();
    if (actor.kind !== 'person') throw new Refusal('UNAUTHORIZED', 'Sign in first');
    return { actor, account: accounts.findOpen(actor.personId) };
  };
  const viewOf = ({ sessionId }: PersonActor): SignedIn => {
    const session = sessions.byId(sessionId);
    if (!session) throw new Refusal('UNAUTHORIZED', 'Sign in again');
    return way.view(session);
  };
  async function proved(during: string, password: string, totp?: string): Promise<ReturnType<typeof mine>> {
    const { actor, account } = mine();
    const place = sessions.byId(actor.sessionId)?.place ?? '';
    const checked = await proof.check(
      account,
      { password, totp },
      { during, place, code: totp !== undefined },
    );
    await proof.settle(checked.account, password, false);
    if (sessions.byId(actor.sessionId)?.end !== null) throw new Refusal('UNAUTHORIZED', 'Sign in again');
    return mine();
  }

  return {
    extend: (): SignedIn => viewOf(mine().actor),
    end: (why: 'locked' | 'signed-out'): void => sessions.end(mine().actor.sessionId, why),
    attest: async (password: string): Promise<SignedIn> => {
      const { actor, account } = await proved('attestation', password);
      if (account.attestedAt !== null) throw new Refusal('CONFLICT', 'You attested this before');
      const attestedAt = now();
      const state = nextState({ ...account, attestedAt }, keep.grantsOf(account.personId));
      change(
        parts,
        account,
        { attestedAt, state },
        { what: 'account.attested', facts: { text: attestationText } },
      );
      return viewOf(actor);
    },
    changePassword: async (password: string, next: string, totp?: string): Promise<void> => {
      const { account: before } = mine();
      if (before.totp && totp === undefined)
        throw new Refusal('REFUSED', 'Enter the six digits of your authenticator too', 'totp');
      const { actor, account } = await proved('password change', password, totp);
      way.requireGood(next, account);
      if (password.normalize('NFKC') === next.normalize('NFKC'))
        throw new Refusal('REFUSED', 'This is the password you have now', 'next');
      const passwordHash = await hasher.hash(next);
      const patch = {
        passwordHash,
        passwordSetAt: now(),
        notice: null,
        invitationHash: null,
        invitedUntil: null,
      };
      change(parts, account, patch, { what: 'account.password-changed' });
      sessions.endOf(account.personId, 'password-changed', actor.sessionId);
    },
    enrolTotp: async (password: string): Promise<{ uri: string; secret: string }> => {
      const { account } = await proved('authenticator', password);
      if (account.totp)
        throw new Refusal('CONFLICT', 'One-time codes are in use. An administrator can take them away.');
      const seed = newSeed();
      change(
        parts,
        account,
        { totpSeed: seed, totp: false, totpLastStep: null },
        { what: 'account.code-begun' },
      );
      return { uri: enrolmentUri(account.userId, seed), secret: seed };
    },
    proveTotp: (code: string): SignedIn => {
      const { actor, account } = mine();
      const seed = keep.totpSeedOf(account.userId);
      if (seed === null || account.totp) throw new Refusal('CONFLICT', 'Begin with the QR code first');
      const step = stepOfCode(code, seed, now(), null);
      if (step === null)
        throw new Refusal('REFUSED', 'This code does not fit. Is the clock of the phone right?', 'code');
      change(parts, account, { totp: true, totpLastStep: step }, { what: 'account.code-proved' });
      return viewOf(actor);
    },
    /** What was told once need not be told again. */
    noticeRead: (): void => {
      const { account } = mine();
      if (account.notice !== null) change(parts, account, { notice: null }, { what: 'account.notice-read' });
    },
  };
}
export type OwnAccount = ReturnType<typeof createOwnAccount>;
