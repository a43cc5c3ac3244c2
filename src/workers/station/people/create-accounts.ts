import { randomUUID } from 'node:crypto';
import { actingNow } from '../acting';
import type { Invitation } from '../../../shared/contract/people';
import { actorWords } from '../../../shared/model/actor';
import type { GrantWish } from '../../../shared/model/person';
import { Refusal } from '../../../shared/model/refusal';
import { foldUserId, userIdProblem, userIdSkeleton } from '../../../shared/model/user-id';
import type { AccountRow } from '../record/people/people-keep';
import { nextState, stateByDeeds } from './account-state';
import { requireGrantable } from './grants';
import { invitationMs, newInvitation } from './invitations';
import { accountSubject, change, tellLocked, type PeopleParts } from './people-deps';
import type { SessionEnd } from './sessions';
import { createVouching, type Vouched } from './vouching';

export interface NewPerson {
  readonly name: string;
  readonly userId: string;
  readonly personId?: string | undefined;
  readonly demo?: boolean;
}

/** What administrators do with accounts: invite, verify, give and end roles, unlock, reset, disable. */
export function createAccounts(parts: PeopleParts) {
  const { keep, ledger, now, sessions } = parts;
  const vouching = createVouching(parts);

  const find = (personId: string): AccountRow => {
    const account = keep.accountOfPerson(personId);
    if (!account) throw new Refusal('NOT_FOUND', 'Nobody here has this id');
    return account;
  };
  const findOpen = (personId: string): AccountRow => {
    const account = find(personId);
    if (account.state === 'disabled')
      throw new Refusal('CONFLICT', `The account ${account.userId} is disabled for ever`);
    return account;
  };
  /** Nobody looks after their own account with the rights of an administrator. */
  const notOwn = (personId: string, words: string): void => {
    const actor = actingNow();
    if (actor.kind === 'person' && actor.personId === personId) throw new Refusal('FORBIDDEN', words);
  };
  const notLast = (personId: string): void => {
    if (keep.holdersOf('administrator', now()).every((holder) => holder === personId))
      throw new Refusal('CONFLICT', 'This is the last administrator. Make another one first.');
  };
  const requireUnit = ({ unitId }: GrantWish): void => {
    if (unitId !== null && !parts.unitExists(unitId))
      throw new Refusal('NOT_FOUND', `No bioreactor is called ${unitId}`, 'unitId');
  };

  /** Adds person and account, without a note: belongs into one. */
  function add({ name, userId, personId, demo = false }: NewPerson): {
    personId: string;
    account: AccountRow;
  } {
    const problem = userIdProblem(userId);
    if (problem !== null) throw new Refusal('REFUSED', problem, 'userId');
    const alike = keep.lookAlike(userIdSkeleton(userId));
    if (alike !== undefined)
      throw new Refusal(
        'CONFLICT',
        `This user id is, or looks like, ${alike}, which was given before. Ids are never given again.`,
        'userId',
      );
    const createdAt = now();
    const id = personFor(name, personId, demo, createdAt);
    const folded = foldUserId(userId);
    keep.addAccount({ userId, folded, skeleton: userIdSkeleton(userId), personId: id, createdAt });
    return { personId: id, account: find(id) };
  }

  /** One person, one account: whoever had one before is named, and the old one must be disabled. */
  function personFor(name: string, personId: string | undefined, demo: boolean, createdAt: number): string {
    const foldedName = foldUserId(name).replace(/\s+/g, ' ').trim();
    const known = keep.personNamed(foldedName);
    const id = personId ?? known;
    if (id === undefined) {
      const made = randomUUID();
      keep.addPerson({ id: made, name, foldedName, demo, createdAt });
      return made;
    }
    const account = find(id);
    if (account.state !== 'disabled')
      throw new Refusal(
        'CONFLICT',
        `${account.name} has the account ${account.userId} already. If this is another person of that name, add a middle name or initial.`,
        'name',
      );
    if (personId === undefined)
      throw new Refusal(
        'CONFLICT',
        `${account.name} had the account ${account.userId}, which is disabled. Invite that person again from the list; for another one of that name add a middle name or initial.`,
        'name',
      );
    return id;
  }

  const freshInvitation = () => {
    const { secret, hash } = newInvitation();
    const until = now() + invitationMs;
    return { secret, until, patch: { invitationHash: hash, invitedUntil: until } };
  };

  const verified = (how: string) => ({
    verifiedBy: actorWords(actingNow()),
    verifiedHow: how,
    verifiedAt: now(),
  });

  function invite(
    wish: NewPerson & {
      grants: readonly GrantWish[];
      how?: string | undefined;
      reason?: string | undefined;
    },
  ): Invitation {
    wish.grants.forEach(requireUnit);
    const vouched: Vouched = wish.how === undefined ? { facts: {} } : vouching.withInvitation(wish.reason);
    const { secret, until, patch } = freshInvitation();
    const facts = { name: wish.name, grants: wish.grants.map(grantWords), ...vouched.facts };
    const note = { ...vouched, what: 'account.invited', subject: accountSubject(wish.userId), facts };
    return ledger.write(note, () => {
      const { personId, account } = add(wish);
      for (const grant of wish.grants) give(personId, grant);
      const seen = wish.how === undefined ? {} : verified(wish.how);
      keep.patch(account.userId, {
        ...patch,
        ...seen,
        state: wish.how === undefined ? 'invited' : 'identity-verified',
      });
      return { personId, userId: account.userId, secret, until };
    });
  }

  function give(personId: string, wish: GrantWish): void {
    requireUnit(wish);
    requireGrantable(keep.grantsOf(personId), wish, now());
    keep.addGrant(personId, wish, wish.from ?? now());
  }

  /** Rights in hand end with the roles they came from. */
  function settleState(account: AccountRow): void {
    const state = nextState(account, keep.grantsOf(account.personId));
    if (state !== account.state) keep.patch(account.userId, { state });
  }

  function changeRoles(
    account: AccountRow,
    what: string,
    reason: string,
    facts: string,
    run: () => void,
  ): void {
    ledger.write({ what, subject: accountSubject(account.userId), reason, facts: { role: facts } }, () => {
      run();
      settleState(find(account.personId));
    });
    sessions.endOf(account.personId, 'role-changed');
  }

  function cutOff(account: AccountRow, end: SessionEnd): void {
    sessions.endOf(account.personId, end);
  }

  return {
    add,
    give,
    find,
    findOpen,
    invite,
    verifyIdentity: (personId: string, how: string, reason?: string): void => {
      notOwn(personId, 'Nobody vouches for themselves');
      const account = findOpen(personId);
      if (account.verifiedAt !== null)
        throw new Refusal('CONFLICT', `The identity of ${account.name} was verified before`);
      const vouched = vouching.later(account, reason);
      const seen = verified(how);
      const state = nextState({ ...account, ...seen }, keep.grantsOf(personId));
      change(
        parts,
        account,
        { ...seen, state },
        { ...vouched, what: 'account.identity-verified', facts: { how, ...vouched.facts } },
      );
    },
    grant: (personId: string, wish: GrantWish, reason: string): void => {
      notOwn(personId, 'Nobody gives roles to themselves');
      const account = findOpen(personId);
      changeRoles(account, 'account.granted', reason, grantWords(wish), () => give(personId, wish));
    },
    revoke: (personId: string, grantId: number, reason: string): void => {
      notOwn(personId, 'Nobody changes their own roles');
      const account = findOpen(personId);
      const held = keep.grantsOf(personId).find(({ id }) => id === grantId);
      if (!held) throw new Refusal('NOT_FOUND', 'This role is not held');
      if (held.role === 'administrator') notLast(personId);
      changeRoles(account, 'account.withdrawn', reason, grantWords(held), () =>
        keep.endGrant(grantId, now()),
      );
    },
    disable: (personId: string, reason: string): void => {
      notOwn(personId, 'Nobody disables their own account');
      const account = findOpen(personId);
      if (keep.holdersOf('administrator', now()).includes(personId)) notLast(personId);
      const patch = { passwordHash: null, invitationHash: null, totpSeed: null, state: 'disabled' } as const;
      const facts = { name: account.name };
      ledger.write(
        { what: 'account.disabled', subject: accountSubject(account.userId), reason, facts },
        () => {
          for (const { id } of keep.grantsOf(personId)) keep.endGrant(id, now());
          keep.patch(account.userId, patch);
        },
      );
      cutOff(account, 'account-disabled');
      tellLocked(parts);
    },
    unlock: (personId: string, reason: string): void => {
      notOwn(personId, 'Nobody unlocks their own account');
      const account = findOpen(personId);
      if (account.state !== 'locked') throw new Refusal('CONFLICT', `${account.userId} is not locked`);
      const state = stateByDeeds(account, keep.grantsOf(personId));
      change(parts, account, { state, failures: 0, lockedAt: null }, { what: 'account.unlocked', reason });
    },
    reset: (personId: string, reason: string, how: string, totp: boolean): Invitation => {
      notOwn(personId, 'Change your own password with "Change password"');
      const account = findOpen(personId);
      const { secret, until, patch } = freshInvitation();
      const by = actorWords(actingNow());
      const told = `${by} reset your password${totp ? ' and your one-time codes' : ''} on ${new Date(now()).toISOString().slice(0, 16).replace('T', ' ')} UTC, saying: ${reason}`;
      const fresh = { failures: 0, lockedAt: null, state: stateByDeeds(account, keep.grantsOf(personId)) };
      const codes = totp ? { totpSeed: null, totp: false, totpLastStep: null } : {};
      const all = { ...patch, ...fresh, ...codes, passwordHash: null, passwordSetAt: null, notice: told };
      change(parts, account, all, { what: 'account.reset', reason, facts: { how, codes: totp } });
      cutOff(account, 'password-reset');
      parts.tell('warning', 'password-reset', `The password of ${account.userId} was reset by ${by}`);
      return { personId, userId: account.userId, secret, until };
    },
  };
}
export type Accounts = ReturnType<typeof createAccounts>;

function grantWords({ role, unitId }: Pick<GrantWish, 'role' | 'unitId'>): string {
  return `${role} ${unitId === null ? 'everywhere' : `at ${unitId}`}`;
}
