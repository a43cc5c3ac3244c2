import type { PhaseId } from '../model/phase';
import { depletionEvidence } from './depletion';

/** What the phase machine looks at: one 30 s window. Null where the input is missing. */
export interface PhaseWindow {
  /** End of the window, epoch ms. */
  readonly t: number;
  readonly muPerH: number | null;
  readonly ourMmolLH: number | null;
  readonly cerMmolLH: number | null;
  readonly doPct: number | null;
  readonly stirrerRpm: number | null;
  readonly gasNlMin: number | null;
  readonly oxygenNlMin: number | null;
  readonly pressureBarA: number | null;
  readonly glycerolMlMin: number | null;
  readonly methanolMlMin: number | null;
}

/** Where the batch is and what the machine must remember to go on; plain data, so that it can be replayed. */
export interface PhaseState {
  readonly phase: PhaseId;
  /** Epoch ms. */
  readonly since: number;
  /** What was seen that made us say so, for a person. */
  readonly evidence: string;
  /** The last ten minutes, oldest first. */
  readonly recent: readonly PhaseWindow[];
  /** Last time each feed ran. */
  readonly glycerolAt: number | null;
  readonly methanolAt: number | null;
  /** Lowest uptake since methanol began, mmol/L/h. */
  readonly lowestOur: number | null;
}

const minuteMs = 60_000;
/** A phase lasts at least this long (science.md D6). */
export const phaseDwellMs = 10 * minuteMs;
/** Growth that ends the lag phase, 1/h. */
const growingMuPerH = 0.08;
/** A pump that runs: twice the resolution of its reading, mL/min. */
const feedOnMlMin = 0.02;
/** A pump at rest this long has stopped; shorter pauses are pulses. */
const feedOffMs = 5 * minuteMs;
/**
 * Methanol oxidation is established when the uptake has risen by this factor, has stopped rising (less than this within
 * ten minutes) and the quotient is below this.
 */
const adaptedRise = 1.5;
const stillRising = 1.05;
const adaptedRq = 0.65;

/** The state at inoculation. */
export function startPhases(inoculatedAt: number): PhaseState {
  return {
    phase: 'lag',
    since: inoculatedAt,
    evidence: 'Inoculated',
    recent: [],
    glycerolAt: null,
    methanolAt: null,
    lowestOur: null,
  };
}

/** Takes one window into account. Windows come in order; missing inputs never cause a transition. */
export function nextPhase(state: PhaseState, window: PhaseWindow): PhaseState {
  const seen = remember(state, window);
  if (window.t - state.since < phaseDwellMs) return seen;
  const move = transition(seen, window);
  if (move === null) return seen;
  const [phase, evidence] = move;
  return { ...seen, phase, since: window.t, evidence, lowestOur: null };
}

function remember(state: PhaseState, window: PhaseWindow): PhaseState {
  const oldest = window.t - 10 * minuteMs;
  const onMethanol = state.phase === 'meoh-adapt' && window.ourMmolLH !== null;
  return {
    ...state,
    recent: [...state.recent.filter((past) => past.t >= oldest), window],
    glycerolAt: isOn(window.glycerolMlMin) ? window.t : state.glycerolAt,
    methanolAt: isOn(window.methanolMlMin) ? window.t : state.methanolAt,
    lowestOur: onMethanol
      ? Math.min(state.lowestOur ?? Number.POSITIVE_INFINITY, window.ourMmolLH)
      : state.lowestOur,
  };
}

type Move = readonly [PhaseId, string] | null;

function transition(state: PhaseState, window: PhaseWindow): Move {
  switch (state.phase) {
    case 'lag':
      return feedStarted(window) ?? growing(window);
    case 'batch':
      return feedStarted(window) ?? depleted(state.recent);
    case 'depleted':
    case 'starve':
      return feedStarted(window);
    case 'gly-fed':
      return methanolStarted(window) ?? glycerolStopped(state, window);
    case 'meoh-adapt':
      return methanolStopped(state, window) ?? adapted(state, window);
    case 'meoh':
      return methanolStopped(state, window);
    case 'harvest':
      return isOn(window.methanolMlMin) ? ['meoh', 'Methanol feed runs again'] : null;
    case 'none':
    default:
      return null;
  }
}

function growing({ muPerH }: PhaseWindow): Move {
  return muPerH !== null && muPerH > growingMuPerH
    ? ['batch', `µ ${muPerH.toFixed(3)} 1/h, above ${growingMuPerH}`]
    : null;
}

function depleted(recent: readonly PhaseWindow[]): Move {
  const evidence = depletionEvidence(recent);
  return evidence === null ? null : ['depleted', evidence];
}

function feedStarted(window: PhaseWindow): Move {
  const { glycerolMlMin } = window;
  return (
    methanolStarted(window) ??
    (isOn(glycerolMlMin) ? ['gly-fed', `Glycerol feed ${glycerolMlMin.toFixed(2)} mL/min`] : null)
  );
}

function methanolStarted({ methanolMlMin }: PhaseWindow): Move {
  return isOn(methanolMlMin) ? ['meoh-adapt', `Methanol feed ${methanolMlMin.toFixed(2)} mL/min`] : null;
}

function glycerolStopped(state: PhaseState, window: PhaseWindow): Move {
  return stopped(window.glycerolMlMin, state.glycerolAt, window.t)
    ? ['starve', 'Glycerol feed off for 5 min']
    : null;
}

function methanolStopped(state: PhaseState, window: PhaseWindow): Move {
  return stopped(window.methanolMlMin, state.methanolAt, window.t)
    ? ['harvest', 'Methanol feed off for 5 min']
    : null;
}

function adapted(state: PhaseState, { ourMmolLH: our, cerMmolLH: cer }: PhaseWindow): Move {
  if (our === null || cer === null || state.lowestOur === null) return null;
  const before = state.recent[0]?.ourMmolLH ?? null;
  const risen = our > adaptedRise * Math.max(state.lowestOur, 1);
  const settled = before !== null && our < stillRising * before;
  return risen && settled && cer / our < adaptedRq
    ? [
        'meoh',
        `OUR ${our.toFixed(0)} mmol/L/h, risen from ${state.lowestOur.toFixed(0)}; RQ ${(cer / our).toFixed(2)}`,
      ]
    : null;
}

function isOn(flowMlMin: number | null): flowMlMin is number {
  return flowMlMin !== null && flowMlMin > feedOnMlMin;
}

/** An unknown flow is neither on nor off. */
function stopped(flowMlMin: number | null, lastOnAt: number | null, now: number): boolean {
  return flowMlMin !== null && !isOn(flowMlMin) && lastOnAt !== null && now - lastOnAt >= feedOffMs;
}
