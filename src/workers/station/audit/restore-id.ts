import type { LedgerTrouble } from '../record/ledger/ledger';

/** The subject that a declared restore is signed under; null where there is nothing to declare. */
export function restoreIdOf(trouble: LedgerTrouble | null): string | null {
  if (trouble?.kind !== 'older-file' && trouble?.kind !== 'rewritten') return null;
  return `entry ${trouble.anchor?.seq ?? 0} ${(trouble.anchor?.hash ?? '').slice(0, 16)}`;
}
