import { minutesWords, type SensorSuspicion } from './sensor-suspicion';
import { bridgedGapMs, knownInOrder, type TimedValue } from './timed-series';

/** Another signal that shows whether the process moves. */
export interface Witness {
  readonly tag: string;
  readonly series: readonly TimedValue[];
  /** Change that means the process moves, in its unit. */
  readonly leastMove: number;
}

const stuckMs = 10 * 60_000;
const leastReadings = 5;

/**
 * A sensor that has not moved at its full resolution for 10 min while a witness did. Without a witness that moved there
 * is no suspicion: a quiet process has quiet sensors.
 */
export function stuckSensor(
  tag: string,
  series: readonly TimedValue[],
  resolution: number,
  witnesses: readonly Witness[],
): SensorSuspicion | null {
  const known = knownInOrder(series);
  const last = known.at(-1);
  if (!last || !(resolution >= 0)) return null;
  let from = known.length - 1;
  for (let i = known.length - 2; i >= 0; i -= 1) {
    const [point, next] = [known[i], known[i + 1]];
    if (!point || !next || Math.abs(point.value - last.value) >= Math.max(resolution / 2, 1e-12)) break;
    if (next.t - point.t > bridgedGapMs) break;
    from = i;
  }
  const since = known[from]?.t ?? last.t;
  if (last.t - since < stuckMs || known.length - from < leastReadings) return null;
  const mover = witnesses.find((witness) => hasMoved(witness, since, last.t));
  if (!mover) return null;
  return {
    check: 'stuck',
    suspects: [tag],
    since,
    evidence: `${tag} at ${last.value} for ${minutesWords(since, last.t)} while ${mover.tag} moved`,
  };
}

function hasMoved({ series, leastMove }: Witness, from: number, to: number): boolean {
  const values = knownInOrder(series)
    .filter(({ t }) => t >= from && t <= to)
    .map(({ value }) => value);
  return values.length > 1 && Math.max(...values) - Math.min(...values) >= leastMove;
}
