/** A stretch of time, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Local hours at which one crew takes over from another. */
const handovers = [6, 14, 22] as const;

/**
 * The shift around a moment in the time zone of this screen, from one handover to the next.
 * @param back how many shifts before it, 0 for the one that runs
 */
export function shiftAround(now: number, back = 0): Span {
  const today = new Date(now);
  const ends: number[] = [];
  for (let days = -2; days <= 2; days += 1)
    for (const hour of handovers)
      ends.push(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, hour).getTime());
  const next = ends.findIndex((at) => at > now) - back;
  return { from: ends[next - 1] ?? now, to: ends[next] ?? now };
}
