import { solveLinear } from './linear-solve';

/** Which part of a local polynomial: its value or its slope per step. */
export type SavitzkyGolayPart = 'smooth' | 'derivative';

/**
 * Weights of a Savitzky-Golay filter: their sum of products with a window is the value, or the slope per step, of the
 * least-squares polynomial at the point `at` of it. Null where the window cannot carry the polynomial.
 * @param points length of the window
 * @param order of the polynomial, 0 to 5
 * @param at index in the window: the middle for history, the last point for what is happening now
 */
export function savitzkyGolay(
  points: number,
  order: number,
  at: number,
  part: SavitzkyGolayPart,
): number[] | null {
  const whole = [points, order, at].every((value) => Number.isInteger(value));
  if (!whole || order < 0 || order > 5 || points <= order || points > 10_001 || at < 0 || at >= points)
    return null;
  // Abscissa from −1 to 1: the normal equations stay well conditioned for long windows.
  const half = Math.max(1, (points - 1) / 2);
  const x = Array.from({ length: points }, (_, i) => (i - at) / half);
  const powers = Array.from({ length: order + 1 }, (_, p) => x.map((v) => v ** p));
  const normal = powers.map((a) => powers.map((b) => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0)));
  const wanted = powers.map((_, p) => (p === (part === 'smooth' ? 0 : 1) ? 1 : 0));
  const solution = part === 'derivative' && order === 0 ? null : solveLinear(normal, wanted);
  if (solution === null) return null;
  const scale = part === 'smooth' ? 1 : 1 / half;
  return x.map((_, i) => scale * solution.reduce((sum, c, p) => sum + c * (powers[p]?.[i] ?? 0), 0));
}

/** Deviation of a filtered value whose inputs have independent noise of `sigma`: σ·√Σw²; null without weights. */
export function filteredSigma(weights: readonly number[] | null, sigma: number): number | null {
  if (weights === null || !Number.isFinite(sigma)) return null;
  const result = sigma * Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0));
  return Number.isFinite(result) ? result : null;
}
