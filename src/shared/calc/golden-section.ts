const golden = (Math.sqrt(5) - 1) / 2;

/** Where a function is least. */
export interface Minimum {
  readonly at: number;
  readonly value: number;
}

/**
 * Least value between two bounds: the best of `grid` evenly spaced trials, refined by golden section. What is not a
 * finite number is never least; null where nothing is finite.
 */
export function minimize(f: (x: number) => number, low: number, high: number, grid = 60): Minimum | null {
  const cost = (x: number): number => {
    const value = f(x);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  const step = (high - low) / grid;
  if (!(step > 0) || !Number.isFinite(step)) return null;
  let best = low;
  let least = cost(low);
  for (let i = 1; i <= grid; i += 1) {
    const value = cost(low + i * step);
    if (value < least) {
      best = low + i * step;
      least = value;
    }
  }
  if (!Number.isFinite(least)) return null;
  const at = refine(cost, Math.max(low, best - step), Math.min(high, best + step));
  const value = cost(at);
  return value < least ? { at, value } : { at: best, value: least };
}

function refine(cost: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  let [c, d] = [b - golden * (b - a), a + golden * (b - a)];
  let [atC, atD] = [cost(c), cost(d)];
  for (let i = 0; i < 80; i += 1) {
    if (atC < atD) {
      [b, d, atD] = [d, c, atC];
      c = b - golden * (b - a);
      atC = cost(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + golden * (b - a);
      atD = cost(d);
    }
  }
  return (a + b) / 2;
}
