import { fitLine } from './growth';
import { objection } from './guarded';

/** When a reading may be taken, for one kind of probe. */
export interface StabilityRule {
  /** Length of the window that is looked at, s. */
  readonly windowS: number;
  /** Largest change along the fitted line over the window, in the unit of the channel. */
  readonly drift: number;
  /** Largest scatter about that line, one standard deviation. */
  readonly noise: number;
}

/** How still the newest window of a reading is. */
export interface Stability {
  /** Share of the window that is filled, 0 to 1. */
  readonly progress: number;
  /** Mean over the window, its change along the line, the scatter about it; null while too little is known. */
  readonly mean: number | null;
  readonly drift: number | null;
  readonly noise: number | null;
  readonly seconds: number;
  readonly samples: number;
  readonly stable: boolean;
}

const leastSamples = 5;
/** A sensor of 1 Hz fills 30 s with readings 29 s apart. */
const nearlyFull = 0.9;

/**
 * Judges the newest `windowS` seconds of a reading by slope and noise (science.md D5: a voltage that changes by less
 * than 0.2 mV over 30 s may be taken).
 * @param timesS rising, s
 */
export function stabilityOf(
  timesS: readonly number[],
  values: readonly number[],
  rule: StabilityRule,
): Stability {
  const nothing = {
    progress: 0,
    mean: null,
    drift: null,
    noise: null,
    seconds: 0,
    samples: 0,
    stable: false,
  };
  const last = timesS.at(-1);
  const isFit = objection({ finite: [...timesS, ...values], aboveZero: [rule.windowS] }) === null;
  if (last === undefined || !isFit || timesS.length !== values.length) return nothing;
  const first = timesS.findIndex((t) => t >= last - rule.windowS);
  const [t, y] = [timesS.slice(first), values.slice(first)];
  const seconds = last - (t[0] ?? last);
  const samples = y.length;
  const filled = Math.min(1, seconds / (nearlyFull * rule.windowS), samples / leastSamples);
  const mean = y.reduce((sum, v) => sum + v, 0) / samples;
  const line = samples >= 3 ? fitLine(t, y) : null;
  const known = { ...nothing, progress: Math.max(0, filled), mean: finite(mean), seconds, samples };
  if (line === null) return known;
  const drift = finite(line.slope * seconds);
  const squares = y.reduce((sum, v, i) => sum + (v - line.intercept - line.slope * (t[i] ?? 0)) ** 2, 0);
  const noise = finite(Math.sqrt(squares / (samples - 2)));
  const still = drift !== null && noise !== null && Math.abs(drift) <= rule.drift && noise <= rule.noise;
  return { ...known, drift, noise, stable: filled >= 1 && still };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
