import type { PersonActor } from '../../../shared/model/actor';
import { Refusal } from '../../../shared/model/refusal';
import { actingNow } from '../acting';
import type { Ledger } from '../record/ledger/ledger';
import type { AccountRow, PeopleKeep } from '../record/people/people-keep';

export interface VouchingDeps {
  readonly keep: Pick<PeopleKeep, 'holdersOf' | 'accountOfPerson'>;
  readonly ledger: Pick<Ledger, 'list'>;
  readonly now: () => number;
}

/** What the entry of a verified identity says beside how: why one administrator did both. */
export interface Vouched {
  readonly reason?: string;
  readonly facts: { readonly soleAdministrator?: true };
}

const handsOver = ['account.invited', 'account.reset'];
const another =
  'Another administrator verifies who it is, not the one who invites: leave it empty here, and have the identity verified from the list.';
const sole =
  'You are the only administrator here: that you invite and verify alone is recorded. Give a reason.';

/**
 * Who invites does not vouch. Where there is one administrator alone it cannot be otherwise: it is then said in the
 * ledger, with a reason.
 */
export function createVouching({ keep, ledger, now }: VouchingDeps) {
  /** Administrators who could do it: those whose account is in use. */
  const administrators = (): string[] =>
    keep.holdersOf('administrator', now()).filter((personId) => {
      const state = keep.accountOfPerson(personId)?.state;
      return state === 'active' || state === 'locked';
    });

  const alone = ({ personId }: PersonActor, reason: string | undefined): Vouched => {
    if (administrators().some((one) => one !== personId)) throw new Refusal('FORBIDDEN', another, 'how');
    if (reason === undefined) throw new Refusal('REFUSED', sole, 'reason');
    return { reason, facts: { soleAdministrator: true } };
  };

  const person = (): PersonActor | undefined => {
    const actor = actingNow();
    return actor.kind === 'person' ? actor : undefined;
  };

  return {
    /** Whoever invites says in the same breath how the person was identified. */
    withInvitation: (reason: string | undefined): Vouched => {
      const actor = person();
      return actor ? alone(actor, reason) : { facts: {} };
    },
    /** @throws Refusal where whoever acts handed the invitation over and another administrator is there */
    later: ({ userId }: Pick<AccountRow, 'userId'>, reason: string | undefined): Vouched => {
      const actor = person();
      const entries = handsOver.flatMap((what) =>
        ledger.list({ what, subjectType: 'account', subjectId: userId, limit: 50 }),
      );
      const handedOver = entries.some(
        ({ entry }) => entry.actor.kind === 'person' && entry.actor.personId === actor?.personId,
      );
      return actor && handedOver ? alone(actor, reason) : { facts: {} };
    },
  };
}
