import type { PhaseId } from '../model/phase';
import type { PhaseState } from './phase-machine';

/**
 * The phase as an operator sees it, with the reason given; the machine goes on from there, after the usual dwell. Null
 * without a reason, or at a time before the phase it would replace.
 * @param t epoch ms
 */
export function overridePhase(
  state: PhaseState,
  phase: PhaseId,
  t: number,
  reason: string,
): PhaseState | null {
  const words = reason.trim();
  if (words === '' || !(t >= state.since) || !Number.isFinite(t)) return null;
  return { ...state, phase, since: t, evidence: `Set by hand: ${words}`, lowestOur: null };
}
