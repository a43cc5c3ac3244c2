import type { PersonRole } from '../role';
import type { Transition } from './machine';

export const everyone: readonly PersonRole[] = [
  'technician',
  'engineer',
  'scientist',
  'qa-reviewer',
  'qa-approver',
];
export const qa: readonly PersonRole[] = ['qa-reviewer', 'qa-approver'];
export const approver: readonly PersonRole[] = ['qa-approver'];

/** Nothing is deleted: an item that should not be there is voided by QA, and stays. */
export function voided(from: readonly string[]): Transition {
  return { id: 'void', words: 'Void', from, to: 'voided', backward: true, roles: approver, meaning: 'VOID' };
}

/** What was over begins again, by QA and with a reason. */
export function reopen(to: string, from: readonly string[] = ['closed', 'voided']): Transition {
  return { id: 'reopen', words: 'Reopen', from, to, backward: true, roles: approver, meaning: 'APPR' };
}
