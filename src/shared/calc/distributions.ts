import { incompleteBeta } from './incomplete-beta';

/** Two-sided p-value of Student's t; null without degrees of freedom. */
export function studentPValue(t: number, degrees: number): number | null {
  if (Number.isNaN(t) || !(degrees > 0)) return null;
  return Number.isFinite(t) ? incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) : 0;
}

/** Value that Student's t stays below with this probability, 0.5 to 1. */
export function studentQuantile(probability: number, degrees: number): number | null {
  if (!(probability >= 0.5 && probability < 1 && degrees > 0 && Number.isFinite(degrees))) return null;
  return rootOf((t) => (studentPValue(t, degrees) ?? 0) / 2 - (1 - probability));
}

/** Value that F stays below with this probability. */
export function fisherQuantile(probability: number, degrees1: number, degrees2: number): number | null {
  const known = degrees1 > 0 && degrees2 > 0 && Number.isFinite(degrees1) && Number.isFinite(degrees2);
  if (!(probability > 0 && probability < 1 && known)) return null;
  return rootOf((f) => {
    const below = incompleteBeta((degrees1 * f) / (degrees1 * f + degrees2), degrees1 / 2, degrees2 / 2);
    return probability - (below ?? 1);
  });
}

/** Value that χ² stays below with the probability of a standard normal value `z` (Wilson and Hilferty). */
export function chiSquareAtZ(z: number, degrees: number): number | null {
  if (!(degrees > 0 && Number.isFinite(degrees) && Number.isFinite(z))) return null;
  const root = 1 - 2 / (9 * degrees) + z * Math.sqrt(2 / (9 * degrees));
  const value = degrees * Math.max(0, root) ** 3;
  return Number.isFinite(value) ? value : null;
}

/** Root of a falling function above zero: doubling until it is passed, then halving. */
function rootOf(falling: (x: number) => number): number | null {
  let high = 1;
  while (falling(high) > 0) {
    high *= 2;
    if (high > 1e12) return null;
  }
  let low = 0;
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
