import { withheld, type Computed } from './computed';
import { guarded } from './guarded';

/** Monod: S/(K + S). */
export function monod(substrateGL: number, kGL: number): Computed {
  return guarded({ atLeastZero: [substrateGL], aboveZero: [kGL] }, () => substrateGL / (kGL + substrateGL));
}

/** Haldane: S/(K + S + S²/K_i); too much inhibits. */
export function haldane(substrateGL: number, kGL: number, inhibitionGL: number): Computed {
  return guarded(
    { atLeastZero: [substrateGL], aboveZero: [kGL, inhibitionGL] },
    () => substrateGL / (kGL + substrateGL + substrateGL ** 2 / inhibitionGL),
  );
}

/** Where Haldane is highest, g/L: √(K·K_i). */
export function haldaneOptimumGL(kGL: number, inhibitionGL: number): Computed {
  return guarded({ aboveZero: [kGL, inhibitionGL] }, () => Math.sqrt(kGL * inhibitionGL));
}

/** Least, best and greatest of a condition that growth tolerates. */
export interface CardinalValues {
  readonly min: number;
  readonly optimum: number;
  readonly max: number;
}

/** Share of growth at a temperature (Rosso's cardinal model); none outside of the limits. */
export function cardinalTemperature(tempC: number, { min, optimum, max }: CardinalValues): Computed {
  if (!(min < optimum && optimum < max)) return withheld('impossible');
  return guarded({ finite: [tempC, min, optimum, max] }, () => {
    if (tempC <= min || tempC >= max) return 0;
    const span = optimum - min;
    const below = span * (span * (tempC - optimum) - (optimum - max) * (optimum + min - 2 * tempC));
    return Math.max(0, ((tempC - max) * (tempC - min) ** 2) / below);
  });
}

/** Share of growth at a pH by the cardinal model. */
export function cardinalPh(ph: number, { min, optimum, max }: CardinalValues): Computed {
  if (!(min < optimum && optimum < max)) return withheld('impossible');
  return guarded({ finite: [ph, min, optimum, max] }, () => {
    if (ph <= min || ph >= max) return 0;
    const inside = (ph - min) * (ph - max);
    return inside / (inside - (ph - optimum) ** 2);
  });
}

/** Growth rate of a hybrid model: the mechanistic one times e^g, the learned g held within ± 0.5. */
export function hybridMu(mechanisticPerH: number, learned: number): Computed {
  return guarded(
    { finite: [mechanisticPerH, learned] },
    () => mechanisticPerH * Math.exp(Math.min(0.5, Math.max(-0.5, learned))),
  );
}
