import type { PersonRole } from '../../../shared/model/role';
import { accountSubject, type PeopleDeps } from './people-deps';
import type { Accounts } from './create-accounts';
import { demoCost, ownThreadHasher } from './password-hash';

/** People of the demo. Everybody may read their passwords: they guard a simulated plant. */
export const demoPeople: readonly { name: string; role: PersonRole; words: string }[] = [
  { name: 'Dana Demo', role: 'technician', words: 'Technician (demo)' },
  { name: 'Emil Demo', role: 'engineer', words: 'Engineer (demo)' },
  { name: 'Sina Demo', role: 'scientist', words: 'Scientist (demo)' },
  { name: 'Rita Demo', role: 'qa-reviewer', words: 'QA reviewer (demo)' },
  { name: 'Quinn Demo', role: 'qa-approver', words: 'QA approver (demo)' },
  { name: 'Ada Demo', role: 'administrator', words: 'Administrator (demo)' },
];

export const demoUserId = (role: PersonRole): string => `demo-${role}`;
export const demoPassword = (role: PersonRole): string => `demo plant only ${role}`;

/** Makes them, active and attested by the demo itself, where nobody has an account yet. */
export async function addDemoPeople(
  { keep, ledger, now }: Pick<PeopleDeps, 'keep' | 'ledger' | 'now'>,
  accounts: Pick<Accounts, 'add' | 'give'>,
): Promise<void> {
  const hasher = ownThreadHasher(demoCost);
  const hashes = await Promise.all(demoPeople.map(({ role }) => hasher.hash(demoPassword(role))));
  if (keep.accounts().length > 0) return;
  demoPeople.forEach(({ name, role }, i) => {
    const userId = demoUserId(role);
    const at = now();
    ledger.write({ what: 'account.demo', subject: accountSubject(userId), facts: { role } }, () => {
      const { personId } = accounts.add({ name: `${name} (demo)`, userId, demo: true });
      accounts.give(personId, { role, unitId: null, until: null });
      keep.patch(userId, {
        passwordHash: hashes[i] ?? null,
        passwordSetAt: at,
        verifiedBy: 'demo',
        verifiedHow: 'Not a person: made by the demo',
        verifiedAt: at,
        attestedAt: at,
        state: 'active',
      });
    });
  });
}
