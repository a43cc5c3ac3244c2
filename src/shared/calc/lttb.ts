/**
 * Picks points of a line so that its drawn shape changes least: largest triangle three buckets (S. Steinarsson,
 * "Downsampling Time Series for Visual Representation", University of Iceland 2013). The first and the last point stay;
 * of every bucket between them the one point that spans the largest triangle with the point picked before and the mean
 * of the next bucket. All the others are left out, and a spike may be among them: for pictures only, and only where
 * somebody asked for it.
 * @param x in ascending order
 * @param y one for each x; a point without a number is never picked but as the first or the last
 * @param threshold how many points may be left, at least 3
 * @returns indices of the points picked, ascending; of all points where they are no more than the threshold, or where
 * it is not a number
 */
export function lttb(x: ArrayLike<number>, y: ArrayLike<number>, threshold: number): number[] {
  const length = Math.min(x.length, y.length);
  const wanted = Math.max(3, Math.floor(threshold));
  if (!(wanted < length)) return Array.from({ length }, (_, index) => index);
  const bucket = (length - 2) / (wanted - 2);
  const startOf = (n: number): number => Math.min(length, Math.floor(n * bucket) + 1);
  const picked = [0];
  for (let n = 0; n < wanted - 2; n += 1) {
    const next = meanOf(x, y, startOf(n + 1), startOf(n + 2));
    picked.push(largestOf(x, y, { from: startOf(n), to: startOf(n + 1), before: picked[n] ?? 0, next }));
  }
  picked.push(length - 1);
  return picked;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function meanOf(x: ArrayLike<number>, y: ArrayLike<number>, from: number, to: number): Point {
  let [sumX, sumY] = [0, 0];
  for (let index = from; index < to; index += 1) {
    sumX += x[index] ?? 0;
    sumY += y[index] ?? 0;
  }
  const count = Math.max(1, to - from);
  return { x: sumX / count, y: sumY / count };
}

interface Bucket {
  readonly from: number;
  readonly to: number;
  /** Index of the point picked before. */
  readonly before: number;
  readonly next: Point;
}

function largestOf(x: ArrayLike<number>, y: ArrayLike<number>, { from, to, before, next }: Bucket): number {
  const [beforeX, beforeY] = [x[before] ?? 0, y[before] ?? 0];
  let largest = -1;
  let found = from;
  for (let index = from; index < to; index += 1) {
    const area = Math.abs(
      (beforeX - next.x) * ((y[index] ?? 0) - beforeY) - (beforeX - (x[index] ?? 0)) * (next.y - beforeY),
    );
    if (area <= largest || Number.isNaN(area)) continue;
    largest = area;
    found = index;
  }
  return found;
}
