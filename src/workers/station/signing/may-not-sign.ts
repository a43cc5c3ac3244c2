import type { PersonActor } from '../../../shared/model/actor';
import {
  meaningOf,
  type MeaningCode,
  type Signature,
  type SignedSubject,
} from '../../../shared/model/signature';
import type { PeopleRoom } from '../people/people-room';
import type { QualityRoom } from '../quality/quality-room';
import type { SignableVersion } from './signable';

/** Meanings of who did the work: whoever signed one of them does not verify or approve the same. */
const doing: readonly MeaningCode[] = ['PERF', 'AUTH', 'CALC', 'CAL_A'];
/** Nobody approves twice in one chain under two of these. */
const approving: readonly MeaningCode[] = ['TECH', 'APPR', 'REJ', 'DISP_A', 'DISP_R', 'REL_M', 'CHG_A'];

/**
 * Why a person may not sign a version with a meaning now; empty where they may. People are told apart by person, not
 * by account.
 * @param made every signature under the same subject
 */
export function mayNotSign(
  { people, quality }: { people: Pick<PeopleRoom, 'rolesAt'>; quality: Pick<QualityRoom, 'trained'> },
  { personId }: PersonActor,
  { version }: SignedSubject,
  found: SignableVersion,
  code: MeaningCode,
  made: readonly Signature[],
): string {
  const meaning = meaningOf(code);
  if (!found.open.includes(code)) return `"${meaning.words}" cannot be signed here now.`;
  const held = people.rolesAt(personId, found.unitId);
  if (!held.some((role) => meaning.roles.includes(role)))
    return `"${meaning.words}" is signed by ${listed(meaning.roles)}; you do not hold that role ${found.unitId === null ? 'for the whole plant' : `at ${found.unitId}`}.`;
  const mine = made.filter((one) => one.subject.version === version && one.personId === personId);
  if (mine.some((one) => one.meaning === code)) return `You have signed "${meaning.words}" already.`;
  if (meaning.otherPerson) {
    if (found.people.includes(personId) || mine.some((one) => doing.includes(one.meaning)))
      return `"${meaning.words}" must be signed by another person than the one who entered or performed it.`;
    const other = mine.find((one) => approving.includes(one.meaning));
    if (approving.includes(code) && other)
      return `You signed "${other.words}" of this already: "${meaning.words}" needs another person.`;
  }
  if (found.procedure !== null && !quality.trained(personId, found.procedure))
    return `Your training for ${found.procedure} is not valid now. Have it renewed, then sign.`;
  return '';
}

function listed(roles: readonly string[]): string {
  const words = roles.map((role) => role.replace('qa-', 'QA ').replace('-', ' '));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
