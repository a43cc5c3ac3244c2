/** How two series lie on each other when time may stretch. */
export interface Warping {
  /** Sum of absolute differences along the path. */
  readonly distance: number;
  /** Pairs of indices from start to end. */
  readonly path: readonly (readonly [number, number])[];
}

/** Larger tables than this would take the memory of the machine. */
const mostCells = 25_000_000;

/**
 * Dynamic time warping with absolute cost and steps (1,0), (0,1), (1,1) (science.md D10). Null for an empty series, a
 * value that is no number, or series too long to compare.
 */
export function dynamicTimeWarping(a: readonly number[], b: readonly number[]): Warping | null {
  const width = b.length + 1;
  const cells = (a.length + 1) * width;
  if (a.length === 0 || b.length === 0 || cells > mostCells) return null;
  if (![...a, ...b].every((v) => Number.isFinite(v))) return null;
  const cost = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
  cost[0] = 0;
  for (const [i, x] of a.entries()) {
    for (const [j, y] of b.entries()) {
      const at = (i + 1) * width + j + 1;
      cost[at] =
        Math.abs(x - y) + Math.min(cost[at - width - 1] ?? 0, cost[at - width] ?? 0, cost[at - 1] ?? 0);
    }
  }
  const distance = cost[cells - 1] ?? Number.NaN;
  return Number.isFinite(distance) ? { distance, path: walkBack(cost, width) } : null;
}

function walkBack(cost: Float64Array, width: number): (readonly [number, number])[] {
  const path: (readonly [number, number])[] = [];
  let at = cost.length - 1;
  while (at > width) {
    path.push([Math.floor(at / width) - 1, (at % width) - 1]);
    const steps = [at - width - 1, at - width, at - 1];
    at = steps.reduce((best, step) => ((cost[step] ?? 0) < (cost[best] ?? 0) ? step : best));
  }
  return path.toReversed();
}
