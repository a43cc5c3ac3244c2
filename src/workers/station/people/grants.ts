import type { UnitId } from '../../../shared/model/identity';
import type { Grant, GrantWish } from '../../../shared/model/person';
import { personRoleWords } from '../../../shared/model/person';
import { Refusal } from '../../../shared/model/refusal';
import { roleRights, rolesApart, type PersonRole, type Right } from '../../../shared/model/role';

const holdsAt = (grant: Grant, at: number): boolean =>
  grant.from <= at && (grant.until === null || grant.until > at);

const apart = (a: PersonRole, b: PersonRole): boolean =>
  rolesApart.some(([one, other]) => (one === a && other === b) || (one === b && other === a));

/**
 * Roles that count at a node at a time: those held everywhere, and at that unit. Of roles that one person must not
 * hold together none counts, wherever each is held.
 */
export function rolesHeld(grants: readonly Grant[], unitId: UnitId | null, at: number): PersonRole[] {
  const now = grants.filter((grant) => holdsAt(grant, at));
  const clear = now.filter(({ role }) => !now.some((other) => apart(role, other.role)));
  const here = clear.filter((grant) => grant.unitId === null || grant.unitId === unitId);
  return [...new Set(here.map(({ role }) => role))];
}

/** True where one of those roles has the right. */
export function rolesMay(roles: readonly PersonRole[], right: Right): boolean {
  return roles.some((role) => roleRights[role].includes(right));
}

/**
 * Refuses a role that must not be added to those a person holds, now or at a later time.
 * @throws Refusal CONFLICT or REFUSED
 */
export function requireGrantable(held: readonly Grant[], wish: GrantWish, at: number): void {
  const from = wish.from ?? at;
  if (wish.until !== null && wish.until <= Math.max(from, at))
    throw new Refusal('REFUSED', 'The role would end before it begins', 'until');
  if (wish.role === 'administrator' && wish.unitId !== null)
    throw new Refusal('REFUSED', 'An administrator is one for the whole plant', 'unitId');
  const overlapping = held.filter(
    (grant) => (wish.until ?? Infinity) > grant.from && (grant.until ?? Infinity) > from,
  );
  const clash = overlapping.find(({ role }) => apart(role, wish.role));
  if (clash)
    throw new Refusal(
      'CONFLICT',
      `One person cannot be ${personRoleWords[wish.role]} and ${personRoleWords[clash.role]}. End the other role first.`,
      'role',
    );
  if (overlapping.some(({ role, unitId }) => role === wish.role && unitId === wish.unitId))
    throw new Refusal('CONFLICT', 'This role is held there already', 'role');
}
