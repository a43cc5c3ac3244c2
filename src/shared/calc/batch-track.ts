import type { PhaseId } from '../model/phase';
import { phaseOf } from '../model/phase';
import { bridgedCarbonDioxide } from './carbon-dioxide-given';
import { followPhases } from './follow-phases';
import { respirationOf, type RespirationSettings } from './respiration-of';

/** Width of a window of a track, ms; windows lie on whole half minutes of UTC. */
export const trackWindowMs = 30_000;

/** A phase that a batch was in; the last one has no end but the batch's. */
export interface PhaseSpan {
  readonly phase: PhaseId;
  readonly from: number;
  readonly to: number;
}

/** The means of the 30 s windows of channels, one array a tag, NaN where a window holds nothing usable. */
export type TrackColumns = Readonly<Record<string, Float64Array>>;

/** Everything that batches are lined up by. */
export interface BatchTrack {
  readonly inoculatedAt: number;
  /** Start of the first window, epoch ms. */
  readonly from: number;
  /** Number of windows. */
  readonly windows: number;
  readonly columns: TrackColumns;
  /** CO2 given off since inoculation, mmol/L; NaN where nobody can know it. */
  readonly carbonDioxide: Float64Array;
  /** In order of time; empty where no phase is known. */
  readonly phases: readonly PhaseSpan[];
  /** When the gas balance was last known before a hole that is too long to bridge; null without one. */
  readonly carbonDioxideTo: number | null;
}

export interface TrackFacts extends RespirationSettings {
  readonly inoculatedAt: number;
  readonly from: number;
  readonly windows: number;
}

/** Tags that a track is built from. */
export const trackTags = [
  'CER',
  'OUR',
  'RQ',
  'Phase',
  'Volume',
  'Gas_Flow_Inlet',
  'Gas_MFC_air',
  'Gas_MFC_O2',
  'OffGas_O2',
  'OffGas_CO2',
  'DO',
  'OD',
  'pH',
  'Stir_PV',
  'Stir_torque',
  'Reactor_Pressure',
  'Base_Pump_Rate',
  'Heater_PID_out',
  'Feed_Glycerol',
  'Feed_MeOH',
] as const;

/**
 * Puts a track together. Gas balance and phases are those that were recorded; where a batch came without them (from a
 * file, or with no twin running) they are worked out of its off-gas by the same formulas (science.md D2 and D6).
 */
export function batchTrack(given: TrackColumns, facts: TrackFacts): BatchTrack {
  const recorded = given['CER'];
  const known = recorded !== undefined && shareKnown(recorded) > 0.5;
  const columns = known ? given : { ...given, ...respirationOf(given, facts) };
  const { amount, knownTo } = bridgedCarbonDioxide(columns['CER'], facts);
  const phases = spansOf(columns, facts);
  return { ...facts, columns, carbonDioxide: amount, phases, carbonDioxideTo: knownTo };
}

function shareKnown(values: Float64Array): number {
  let known = 0;
  for (const value of values) if (!Number.isNaN(value)) known += 1;
  return values.length === 0 ? 0 : known / values.length;
}

function spansOf(columns: TrackColumns, facts: TrackFacts): PhaseSpan[] {
  const code = columns['Phase'];
  const recorded = code !== undefined && code.some((value) => value > 0);
  const ids = recorded
    ? Array.from(code, (value) => (Number.isNaN(value) ? null : phaseOf(Math.round(value)).id))
    : followPhases(columns, facts);
  const spans: PhaseSpan[] = [];
  let open: { phase: PhaseId; from: number } | null = null;
  const end = facts.from + facts.windows * trackWindowMs;
  ids.forEach((id, i) => {
    const at = facts.from + i * trackWindowMs;
    // A hole ends no phase.
    if (id === null || id === 'none' || id === open?.phase) return;
    if (open) spans.push({ ...open, to: at });
    open = { phase: id, from: open ? at : Math.min(at, Math.max(facts.inoculatedAt, facts.from)) };
  });
  return open === null ? spans : [...spans, { ...(open as { phase: PhaseId; from: number }), to: end }];
}
