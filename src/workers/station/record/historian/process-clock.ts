/** Monotonic ms that mean the same in every thread of the process. */
export function processClock(): number {
  return performance.timeOrigin + performance.now();
}
