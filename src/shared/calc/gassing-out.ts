import { computed, withheld, type Computed } from './computed';
import { fitLine } from './growth';
import { guarded, objection } from './guarded';

const hourS = 3600;

/** A broth that takes up oxygen and is gassed (science.md D3). */
export interface GassedBroth {
  readonly equilibriumMmolL: number;
  readonly ourMmolLH: number;
  readonly klaPerH: number;
}

/** Oxygen at which transfer and uptake balance, mmol/L: C* − OUR/kLa; none where the uptake cannot be met. */
export function balancedOxygenMmolL({ equilibriumMmolL, ourMmolLH, klaPerH }: GassedBroth): Computed {
  const reason = objection({ atLeastZero: [ourMmolLH], aboveZero: [equilibriumMmolL, klaPerH] });
  if (reason !== null) return withheld(reason);
  const balanced = equilibriumMmolL - ourMmolLH / klaPerH;
  return balanced >= 0 ? computed(balanced) : withheld('impossible');
}

/** Oxygen `seconds` after the gas came back on, mmol/L: C_ss + (C0 − C_ss)·e^(−kLa·t). */
export function regassedOxygenMmolL(broth: GassedBroth, startMmolL: number, seconds: number): Computed {
  const balanced = balancedOxygenMmolL(broth);
  if (balanced.value === null) return balanced;
  const end = balanced.value;
  return guarded(
    { atLeastZero: [startMmolL, seconds] },
    () => end + (startMmolL - end) * Math.exp((-broth.klaPerH * seconds) / hourS),
  );
}

/**
 * What a lagging probe shows of a rise from 0 to 1: 1 − (k_p·e^(−kLa·t) − kLa·e^(−k_p·t))/(k_p − kLa), k_p = 1/τ.
 */
export function laggedRise(klaPerH: number, probeTauS: number, seconds: number): Computed {
  return guarded(
    { aboveZero: [klaPerH, probeTauS], atLeastZero: [seconds] },
    () => 1 - unseenShare(klaPerH / hourS, 1 / probeTauS, seconds),
  );
}

/** Share of a rise that is still to come; both rates in 1/s. Symmetric in them, and finite where they are equal. */
export function unseenShare(kla: number, probe: number, seconds: number): number {
  const apart = probe - kla;
  if (Math.abs(apart) < 1e-7 * probe) return (1 + kla * seconds) * Math.exp(-kla * seconds);
  return (probe * Math.exp(-kla * seconds) - kla * Math.exp(-probe * seconds)) / apart;
}

/** Uptake from the fall of oxygen while the gas is off, mmol/L/h; "low signal" where nothing falls. */
export function uptakeFromFall(timesS: readonly number[], dissolvedMmolL: readonly number[]): Computed {
  const reason = objection({ finite: timesS, atLeastZero: dissolvedMmolL });
  if (reason !== null) return withheld(reason);
  if (timesS.length < 3 || timesS.length !== dissolvedMmolL.length) return withheld('missing-input');
  const line = fitLine(timesS, dissolvedMmolL);
  return line !== null && line.slope < 0 ? computed(-line.slope * hourS) : withheld('low-signal');
}
