import { closureBrokenSince, flowClosure, type FlowPair } from './flow-closure';
import { minutesWords, type SensorSuspicion } from './sensor-suspicion';
import { wrongSince } from './sustained';

/** A rate as measured and as a balance has it, at one time; null where missing. */
export interface BalancePoint {
  /** Epoch ms. */
  readonly t: number;
  readonly measured: number | null;
  readonly expected: number | null;
  /** Of the difference. */
  readonly sigma: number;
}

const weightHoldMs = 30 * 60_000;
const transferHoldMs = 15 * 60_000;
const sigmas = 3;
/** The kLa model is no better than this: smaller residuals say nothing. */
const leastTransferShare = 0.25;

/** Outlet meter against the inert balance, more than 5 % apart for 10 min. */
export function gasClosureCheck(pairs: readonly FlowPair[]): SensorSuspicion | null {
  const since = closureBrokenSince(pairs);
  const last = pairs.findLast((pair) => flowClosure(pair.measuredNlMin, pair.calculatedNlMin).value !== null);
  if (since === null || !last) return null;
  const off = 100 * (flowClosure(last.measuredNlMin, last.calculatedNlMin).value ?? 0);
  const below = off < 0;
  return {
    check: 'gas-closure',
    // Less than expected may be a leak before the meter; more can only be a meter.
    suspects: below
      ? ['Gas_Flow_Outlet', 'Gas_Flow_Inlet', 'OffGas_O2']
      : ['Gas_Flow_Outlet', 'Gas_Flow_Inlet'],
    since,
    evidence: `Gas out ${Math.abs(off).toFixed(1)} % ${below ? 'below' : 'above'} the inert balance for ${minutesWords(since, last.t)}${below ? ': leak, foam or meter' : ''}`,
  };
}

/**
 * Rate of the vessel's weight, g/h, against feeds, evaporation and gas, more than 3 σ apart for 30 min: a pump or the
 * scale does not do what it says.
 */
export function weightResidualCheck(points: readonly BalancePoint[]): SensorSuspicion | null {
  const since = outsideSince(points, weightHoldMs, () => 0);
  if (since === null) return null;
  const { last, residual } = since;
  return {
    check: 'weight-residual',
    suspects:
      residual < 0 ? ['Feed_Glycerol', 'Feed_MeOH', 'Weight'] : ['Weight', 'Feed_Glycerol', 'Feed_MeOH'],
    since: since.since,
    evidence: `Weight changes by ${signed(last.measured)} g/h, balance ${signed(last.expected)} g/h, for ${minutesWords(since.since, last.t)}`,
  };
}

/**
 * Oxygen transfer by the kLa model (measured: OUR by the gas; expected: kLa·(C* − C_L)), more than 3 σ and a quarter
 * apart for 15 min. A probe that reads low makes the model transfer too much.
 */
export function oxygenTransferCheck(points: readonly BalancePoint[]): SensorSuspicion | null {
  const found = outsideSince(points, transferHoldMs, (expected) => leastTransferShare * Math.abs(expected));
  if (found === null) return null;
  const { since, last, residual } = found;
  const low = residual < 0;
  return {
    check: 'oxygen-transfer',
    suspects: ['DO', 'OffGas_O2'],
    since,
    evidence: `OUR ${last.measured?.toFixed(0) ?? '–'}, transfer by kLa ${last.expected?.toFixed(0) ?? '–'} mmol/L/h for ${minutesWords(since, last.t)}: ${low ? 'DO reads low, kLa has fallen or O2 reads high' : 'DO reads high or O2 reads low'}`,
  };
}

interface Outside {
  readonly since: number;
  readonly last: BalancePoint;
  /** Measured less expected. */
  readonly residual: number;
}

function outsideSince(
  points: readonly BalancePoint[],
  holdMs: number,
  least: (expected: number) => number,
): Outside | null {
  const judged = points.map((point) => {
    const residual = residualOf(point);
    const limit = Math.max(sigmas * point.sigma, least(point.expected ?? 0));
    return {
      t: point.t,
      wrong: residual === null || Number.isNaN(limit) ? null : Math.abs(residual) > limit,
    };
  });
  const since = wrongSince(judged, holdMs);
  const last = points.findLast((point) => residualOf(point) !== null);
  return since === null || !last ? null : { since, last, residual: residualOf(last) ?? 0 };
}

function residualOf({ measured, expected, sigma }: BalancePoint): number | null {
  if (measured === null || expected === null || !(sigma >= 0)) return null;
  return Number.isFinite(measured - expected) ? measured - expected : null;
}

function signed(value: number | null): string {
  return value === null ? '–' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`;
}
