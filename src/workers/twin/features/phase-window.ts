import {
  nextPhase,
  startPhases,
  type PhaseState,
  type PhaseWindow,
} from '../../../shared/calc/phase-machine';
import { overridePhase } from '../../../shared/calc/override-phase';
import type { PhaseOverride } from '../../../shared/model/phase-override';
import { createExplainedSpans } from '../derive/explained-spans';
import { createGrowthWindow } from '../growth-window';
import type { BatchFacts, WindowValues } from './feature-engine';

/**
 * What the phase machine looks at in a window.
 * @param isExplained something happened that looks like depletion: oxygen and CO2 are not looked at
 */
export function phaseWindow(window: WindowValues, muPerH: number | null, isExplained: boolean): PhaseWindow {
  const { values } = window.cell;
  return {
    t: window.end,
    muPerH,
    ourMmolLH: window.our.value,
    cerMmolLH: isExplained ? null : window.cer.value,
    doPct: isExplained ? null : values.DO,
    stirrerRpm: values.Stir_PV,
    gasNlMin: values.Gas_Flow_Inlet,
    oxygenNlMin: values.Gas_MFC_O2,
    pressureBarA: values.Reactor_Pressure,
    glycerolMlMin: values.Feed_Glycerol,
    methanolMlMin: values.Feed_MeOH,
  };
}

/** The phase a person set within this window, if one did. */
export function phaseByHand(
  phase: PhaseState,
  overrides: readonly PhaseOverride[],
  after: number,
  to: number,
): PhaseState {
  const due = overrides.findLast(({ at }) => at > after && at <= to);
  return due ? phaseSetTo(phase, due) : phase;
}

/** The phase as a person set it. */
export function phaseSetTo(phase: PhaseState, { phase: to, at, reason }: PhaseOverride): PhaseState {
  return overridePhase(phase, to, Math.max(at, phase.since), reason) ?? phase;
}

/** The phase as it can be told before any model is asked. */
export interface PhaseFollower {
  /** Takes the next window, in order. */
  push(window: WindowValues): PhaseState;
  override(overrides: readonly PhaseOverride[]): void;
}

/** Follows the phase of a batch by its gas and feeds alone; growth is that of its CO2. */
export function createPhaseFollower(facts: BatchFacts): PhaseFollower {
  const explained = createExplainedSpans(facts.happenings ?? []);
  const respiration = createGrowthWindow();
  let phase = startPhases(facts.inoculatedAt);
  let before = facts.inoculatedAt;
  let overrides: readonly PhaseOverride[] = [];
  return {
    override: (given) => (overrides = given),
    push: (window) => {
      explained.push(window.cell);
      respiration.add(window.end, window.clearCerMolH);
      // Growth ends the lag phase and nothing else; the median of an hour's slopes is not taken for nothing.
      const muPerH = phase.phase === 'lag' ? (respiration.rate()?.muPerH ?? null) : null;
      const isExplained = explained.at('depletion', window.end) !== null;
      phase = nextPhase(phase, phaseWindow(window, muPerH, isExplained));
      phase = phaseByHand(phase, overrides, before, window.end);
      before = window.end;
      return phase;
    },
  };
}
