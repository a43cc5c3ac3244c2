import type { BatchFacts } from '../../../shared/contract/comparisons';
import { tr } from '../../strings/translate';

export type Verdict = BatchFacts['verdict'];

/** How a batch was judged, in words. */
export function verdictWords(verdict: Verdict): string {
  return {
    released: tr('Released'),
    rejected: tr('Rejected'),
    'in-review': tr('In review'),
    open: tr('Not judged yet'),
    none: tr('No record'),
  }[verdict];
}

/** A mark for it; only a rejection asks for a look. */
export function verdictKind(verdict: Verdict): 'good' | 'quiet' | 'warn' {
  if (verdict === 'released') return 'good';
  return verdict === 'rejected' ? 'warn' : 'quiet';
}
