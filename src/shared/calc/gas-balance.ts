import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { normalMolarVolumeL } from './gas-reference';

/** Mole fractions in dry gas. */
export interface GasFractions {
  readonly o2: number;
  readonly co2: number;
}

/** Dry outside air (science.md D1); the rest is inert. */
export const dryAir: GasFractions = { o2: 0.2095, co2: 0.0004 };
/** With less inert gas than this there is nothing to balance by: noise would be divided by nearly nothing. */
const leastInert = 0.001;
const pureOxygen: GasFractions = { o2: 1, co2: 0 };

export interface GasBalanceInput {
  /** Dry gas in, NL/min. */
  readonly flowInNlMin: number;
  readonly inlet: GasFractions;
  readonly outlet: GasFractions;
  /** Broth volume, L. */
  readonly volumeL: number;
  /** L/mol of the litre that the flow is given in; the normal litre if absent. */
  readonly molarVolumeL?: number;
}

/** Standard deviations of the measured inputs; fractions are absolute (0.0005 is 0.05 % v/v). */
export interface GasBalanceSigmas {
  readonly flowRelative: number;
  readonly outletO2: number;
  readonly outletCo2: number;
}

/** Defaults of science.md D2: flow 1 %, O2 0.05 % and CO2 0.03 % absolute. */
export const defaultGasSigmas: GasBalanceSigmas = {
  flowRelative: 0.01,
  outletO2: 0.0005,
  outletCo2: 0.0003,
};

export interface UncertainRate extends Computed {
  /** One standard deviation in the unit of the value; null where there is no value. */
  readonly sigma: number | null;
}

export interface GasBalance {
  readonly flowOutNlMin: Computed;
  /** mol/L/h. */
  readonly our: UncertainRate;
  /** mol/L/h. */
  readonly cer: UncertainRate;
  /** Withheld as "low signal" unless both rates exceed five of their standard deviations. */
  readonly rq: UncertainRate;
}

interface Rates {
  readonly flowOut: number;
  readonly our: number;
  readonly cer: number;
  readonly rq: number;
}

/**
 * Oxygen uptake, CO2 evolution and their quotient by the inert-gas balance, with the uncertainty of each by central
 * differences (science.md D2). A measured outlet flow is never used here: the inert gas tells it better.
 */
export function gasBalance(input: GasBalanceInput, sigmas: GasBalanceSigmas = defaultGasSigmas): GasBalance {
  const reason = objectionTo(input);
  if (reason !== null) return nothing(reason);
  const rates = solve(input);
  const spread = propagate(input, sigmas);
  return {
    flowOutNlMin: computed(rates.flowOut),
    our: uncertain(rates.our, spread.our),
    cer: uncertain(rates.cer, spread.cer),
    rq: quotient(rates, spread),
  };
}

/** Composition of air enriched with pure oxygen; withheld where no gas flows. */
export function mixInlet(airNlMin: number, oxygenNlMin: number): GasFractions | null {
  const total = airNlMin + oxygenNlMin;
  if (!(airNlMin >= 0 && oxygenNlMin >= 0 && total > 0 && Number.isFinite(total))) return null;
  return {
    o2: (airNlMin * dryAir.o2 + oxygenNlMin * pureOxygen.o2) / total,
    co2: (airNlMin * dryAir.co2 + oxygenNlMin * pureOxygen.co2) / total,
  };
}

/**
 * True where an analyser sits at the end of its range (within 0.5 % of the span) and so says nothing. A lower end of
 * zero is no end: a gas may well hold nothing of a component.
 */
export function isOffRange(reading: number, range: { readonly low: number; readonly high: number }): boolean {
  const margin = 0.005 * (range.high - range.low);
  return reading >= range.high - margin || (range.low > 0 && reading <= range.low + margin);
}

/** What speaks against computing at all. */
function objectionTo(input: GasBalanceInput): QualityId | null {
  const { flowInNlMin, inlet, outlet, volumeL, molarVolumeL = normalMolarVolumeL } = input;
  const all = [flowInNlMin, inlet.o2, inlet.co2, outlet.o2, outlet.co2, volumeL, molarVolumeL];
  if (!all.every((value) => Number.isFinite(value))) return 'not-a-number';
  if (all.some((value) => value < 0) || volumeL === 0 || molarVolumeL === 0) return 'impossible';
  if (flowInNlMin === 0) return 'low-signal';
  return inert(inlet) >= leastInert && inert(outlet) >= leastInert ? null : 'impossible';
}

function inert(gas: GasFractions): number {
  return 1 - gas.o2 - gas.co2;
}

function solve(input: GasBalanceInput): Rates {
  const { flowInNlMin: flowIn, inlet, outlet, volumeL, molarVolumeL = normalMolarVolumeL } = input;
  const flowOut = (flowIn * inert(inlet)) / inert(outlet);
  const perLitreHour = 60 / (molarVolumeL * volumeL);
  const our = (flowIn * inlet.o2 - flowOut * outlet.o2) * perLitreHour;
  const cer = (flowOut * outlet.co2 - flowIn * inlet.co2) * perLitreHour;
  return { flowOut, our, cer, rq: cer / our };
}

/** σ² = Σ(∂f/∂x·σ_x)², derivatives by central differences over a thousandth of each σ. */
function propagate(input: GasBalanceInput, sigmas: GasBalanceSigmas): Rates {
  const { outlet, flowInNlMin } = input;
  const moved: readonly [number, (by: number) => GasBalanceInput][] = [
    [sigmas.flowRelative * flowInNlMin, (by) => ({ ...input, flowInNlMin: flowInNlMin + by })],
    [sigmas.outletO2, (by) => ({ ...input, outlet: { ...outlet, o2: outlet.o2 + by } })],
    [sigmas.outletCo2, (by) => ({ ...input, outlet: { ...outlet, co2: outlet.co2 + by } })],
  ];
  const parts = moved.map(([sigma, move]) => {
    const step = sigma / 1000;
    const [up, down] = [solve(move(step)), solve(move(-step))];
    const share = (name: keyof Rates): number =>
      step === 0 ? 0 : (((up[name] - down[name]) / (2 * step)) * sigma) ** 2;
    return { flowOut: share('flowOut'), our: share('our'), cer: share('cer'), rq: share('rq') };
  });
  const total = (name: keyof Rates): number => Math.sqrt(parts.reduce((sum, part) => sum + part[name], 0));
  return { flowOut: total('flowOut'), our: total('our'), cer: total('cer'), rq: total('rq') };
}

function quotient(rates: Rates, spread: Rates): UncertainRate {
  const clear = rates.our > 5 * spread.our && rates.cer > 5 * spread.cer;
  return clear ? uncertain(rates.rq, spread.rq) : { ...withheld('low-signal'), sigma: null };
}

function uncertain(value: number, sigma: number): UncertainRate {
  const result = computed(value);
  return { ...result, sigma: result.value === null || !Number.isFinite(sigma) ? null : sigma };
}

function nothing(reason: QualityId): GasBalance {
  const none = { ...withheld(reason), sigma: null };
  return { flowOutNlMin: withheld(reason), our: none, cer: none, rq: none };
}
