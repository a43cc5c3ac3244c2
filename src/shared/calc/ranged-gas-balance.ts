import type { QualityId } from '../model/quality';
import { withheld } from './computed';
import {
  gasBalance,
  isOffRange,
  type GasBalance,
  type GasBalanceInput,
  type GasBalanceSigmas,
} from './gas-balance';

/** Ends of an analyser's range, mole fraction. */
export interface FractionRange {
  readonly low: number;
  readonly high: number;
}

/**
 * The gas balance with the analysers' readings held against their ranges first. At the end of a range (within 0.5 %
 * of the span) every rate is bad: both gases enter the inert balance (science.md D2).
 * @param readings as the analysers showed them, before drying and zeroing
 */
export function rangedGasBalance(
  input: GasBalanceInput,
  readings: { readonly o2: number; readonly co2: number },
  ranges: { readonly o2: FractionRange; readonly co2: FractionRange },
  sigmas?: GasBalanceSigmas,
): GasBalance {
  if (!Number.isFinite(readings.o2) || !Number.isFinite(readings.co2)) return refused('not-a-number');
  const off = isOffRange(readings.o2, ranges.o2) || isOffRange(readings.co2, ranges.co2);
  return off ? refused('off-range') : gasBalance(input, sigmas);
}

function refused(quality: QualityId): GasBalance {
  const none = { ...withheld(quality), sigma: null };
  return { flowOutNlMin: withheld(quality), our: none, cer: none, rq: none };
}
