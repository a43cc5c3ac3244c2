import { nextLoopState, quietLoop, type LoopBand, type LoopState } from './loop-scaling';
import type { SensorSuspicion } from './sensor-suspicion';
import type { TimedValue } from './timed-series';

const words: Readonly<Record<LoopBand, string>> = {
  'failed-low': 'below 3.6 mA: device failure or broken wire (NE 43)',
  'saturated-low': 'between 3.6 and 3.8 mA: below its range (NE 43)',
  valid: 'valid',
  'saturated-high': 'between 20.5 and 21.0 mA: above its range (NE 43)',
  'failed-high': 'above 21.0 mA: device failure (NE 43)',
};

/** A loop whose current says that the device has failed or is beyond its range, held and with hysteresis. */
export function loopFault(tag: string, currentsMa: readonly TimedValue[]): SensorSuspicion | null {
  let state: LoopState = quietLoop;
  let since = 0;
  for (const { t, value } of currentsMa) {
    if (value === null || !Number.isFinite(t)) continue;
    const next = nextLoopState(state, value, t);
    if (next.band !== state.band) since = t;
    state = next;
  }
  if (state.band === 'valid') return null;
  return { check: 'loop', suspects: [tag], since, evidence: `${tag} ${words[state.band]}` };
}
