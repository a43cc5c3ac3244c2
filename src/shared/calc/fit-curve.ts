import { solveLinear } from './linear-solve';

/** Parameters that fit best, with what the readings leave open. */
export interface FittedCurve {
  readonly parameters: readonly number[];
  /** One standard deviation each; infinite where the readings do not tell. */
  readonly sigmas: readonly number[];
  /** Root mean square of what is left over. */
  readonly rms: number;
}

const mostSteps = 60;
const settled = 1e-10;

/**
 * Least squares by damped Gauss-Newton steps (Levenberg-Marquardt) with numerical slopes; null where no finite fit is found.
 * @param curve all values at once for a set of parameters
 * @param start one per parameter; near the truth, or the nearest valley is found
 */
export function fitCurve(
  curve: (parameters: readonly number[]) => readonly number[],
  readings: readonly number[],
  start: readonly number[],
): FittedCurve | null {
  const leftOf = (p: readonly number[]): number[] => curve(p).map((y, i) => (readings[i] ?? Number.NaN) - y);
  const squares = (left: readonly number[]): number => left.reduce((sum, each) => sum + each * each, 0);
  let at = [...start];
  let left = leftOf(at);
  let sse = squares(left);
  let damping = 1e-3;
  if (!Number.isFinite(sse) || readings.length <= start.length) return null;
  for (let step = 0; step < mostSteps && damping < 1e12; step += 1) {
    const slopes = slopesAt(leftOf, at, left);
    const next = stepFrom(slopes, left, damping)?.map((change, j) => (at[j] ?? 0) + change);
    const nextLeft = next && leftOf(next);
    const nextSse = nextLeft ? squares(nextLeft) : Number.NaN;
    if (next && nextLeft && nextSse <= sse) {
      const gained = sse - nextSse;
      [at, left, sse] = [next, nextLeft, nextSse];
      damping = Math.max(1e-12, damping / 10);
      if (gained <= settled * sse) break;
    } else damping *= 10;
  }
  const spread = sse / (readings.length - at.length);
  const sigmas = variances(slopesAt(leftOf, at, left)).map((v) => Math.sqrt(spread * v));
  return { parameters: at, sigmas, rms: Math.sqrt(sse / readings.length) };
}

/** How what is left changes with each parameter. */
function slopesAt(
  leftOf: (p: readonly number[]) => readonly number[],
  at: readonly number[],
  left: readonly number[],
): number[][] {
  return at.map((value, j) => {
    const step = 1e-6 * Math.max(1, Math.abs(value));
    const moved = leftOf(at.with(j, value + step));
    return left.map((each, i) => ((moved[i] ?? Number.NaN) - each) / step);
  });
}

function products(slopes: readonly (readonly number[])[]): number[][] {
  return slopes.map((a) => slopes.map((b) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)));
}

function stepFrom(
  slopes: readonly (readonly number[])[],
  left: readonly number[],
  damping: number,
): number[] | null {
  const matrix = products(slopes).map((row, j) => row.map((x, k) => (j === k ? x * (1 + damping) : x)));
  return solveLinear(
    matrix,
    slopes.map((slope) => -slope.reduce((sum, x, i) => sum + x * (left[i] ?? 0), 0)),
  );
}

/** Diagonal of the inverse. */
function variances(slopes: readonly (readonly number[])[]): number[] {
  const matrix = products(slopes);
  return matrix.map((_, j) => {
    const column = solveLinear(
      matrix,
      matrix.map((_row, k) => (j === k ? 1 : 0)),
    );
    const variance = column?.[j] ?? Number.POSITIVE_INFINITY;
    return variance >= 0 ? variance : Number.POSITIVE_INFINITY;
  });
}
