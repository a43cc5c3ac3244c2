import type { Finding } from '../historian/verify/finding';

/**
 * True for a gap in the numbers of parts that has a good reason: parts from 1000 on came late, after what was before
 * them had gone into an archive. That none is missing is seen from the seals.
 */
export function partsThatCount({ kind, part }: Pick<Finding, 'kind' | 'part'>): boolean {
  return kind === 'missing-part' && part !== undefined && part > 0 && part % 1000 === 0;
}
