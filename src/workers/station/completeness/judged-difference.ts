import type { HoleSpan, Span } from '../record/completeness/completeness-keep';
import { isMissing, missingOf, type RawTimes } from './judge-again';
import { holeAfterPeriods } from '../../../shared/model/hole';
import { clip, clipAll, without } from './spans';
import type { Tracked } from './tracked';

/**
 * Where samples and ledger disagree by more than three periods.
 * @returns `unexplained`: missing, not in the ledger; `untrue`: in the ledger as missing, there
 */
export function judgedDifference(
  window: Span,
  raw: RawTimes,
  known: readonly HoleSpan[],
  { firstT, lastT, cadenceMs }: Pick<Tracked, 'firstT' | 'lastT' | 'cadenceMs'>,
): { unexplained: Span[]; untrue: Span[] } {
  const judged = clip(window, { from: firstT, to: lastT + 1 });
  if (!judged) return { unexplained: [], untrue: [] };
  const missing = missingOf({ window: judged, raw, before: [], cadenceMs, firstT });
  const listed = clipAll(known.filter(isMissing), judged);
  const worth = (span: Span): boolean => span.to - span.from > holeAfterPeriods * cadenceMs;
  return {
    unexplained: without(missing, listed).filter(worth),
    untrue: without(listed, missing).filter(worth),
  };
}
