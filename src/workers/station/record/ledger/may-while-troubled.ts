import type { LedgerTrouble } from './ledger';

/** What is needed to sign in, to sign, and to settle the trouble itself. */
const settling = new Set(['session', 'account', 'access', 'signature', 'ledger', 'audit', 'key', 'clock', 'station']); // prettier-ignore

/** Whether covered rows may change for this in spite of the trouble. Without a key nothing may. */
export function mayWhileTroubled(kind: LedgerTrouble['kind'], what: string): boolean {
  if (kind === 'key-missing' || kind === 'key-closed') return false;
  return settling.has(what.split('.')[0] ?? '');
}
