import type { PlantParameters } from './parameters';
import type { Actuators } from './state';

/** What a person may set while the plant runs; null leaves it to the recipe or the cascade. */
export interface SetPoints {
  doPct: number;
  tempC: number;
  ph: number;
  stirrerRpm: number | null;
  gasNlMin: number | null;
  oxygenFraction: number | null;
  glycerolFeedMlMin: number | null;
  methanolFeedMlMin: number | null;
}

export type SetPointName = keyof SetPoints;

/** Bounds of every set point, and whether it can be handed back to the automatic (null). */
export const setPointBounds: Readonly<
  Record<SetPointName, { readonly low: number; readonly high: number; readonly automatic: boolean }>
> = {
  doPct: { low: 0, high: 150, automatic: false },
  tempC: { low: 10, high: 40, automatic: false },
  ph: { low: 3, high: 8, automatic: false },
  stirrerRpm: { low: 0, high: 1200, automatic: true },
  gasNlMin: { low: 0, high: 20, automatic: true },
  oxygenFraction: { low: 0, high: 0.95, automatic: true },
  glycerolFeedMlMin: { low: 0, high: 5, automatic: true },
  methanolFeedMlMin: { low: 0, high: 5, automatic: true },
};

/** Set points of a preset before anyone touched them. */
export function defaultSetPoints(p: PlantParameters): SetPoints {
  return {
    doPct: p.doSetPointPct,
    tempC: p.tempSetPointC,
    ph: p.phSetPoint,
    stirrerRpm: null,
    gasNlMin: null,
    oxygenFraction: null,
    glycerolFeedMlMin: null,
    methanolFeedMlMin: null,
  };
}

/**
 * Changes one set point.
 * @throws RangeError with words for the person when the name or the value is not possible
 */
export function changeSetPoint(points: SetPoints, name: string, value: number | null): void {
  if (!isSetPointName(name)) throw new RangeError(`There is no set point called ${name}`);
  const { low, high, automatic } = setPointBounds[name];
  if (value === null) {
    if (!automatic) throw new RangeError(`${name} needs a number from ${low} to ${high}`);
    Object.assign(points, { [name]: null });
    return;
  }
  if (!(value >= low && value <= high)) throw new RangeError(`${name} must be from ${low} to ${high}`);
  Object.assign(points, { [name]: value });
}

function isSetPointName(name: string): name is SetPointName {
  return Object.hasOwn(setPointBounds, name);
}

/** Memory of the three loops. */
export interface ControllerState {
  oxygenIntegral: number;
  heatIntegral: number;
  /** Output of the DO cascade, 0..1. */
  cascade: number;
}

/** What the controllers see: the probes, faults and noise included. */
export interface ProbeReadings {
  doPct: number;
  tempC: number;
  ph: number;
}

/** One second of the DO cascade, the pH pump and the jacket controller (science.md D14). Changes `a` and `c`; where held, not what the DO cascade moves. */
export function control(
  c: ControllerState,
  points: SetPoints,
  seen: ProbeReadings,
  p: PlantParameters,
  a: Actuators,
  isHeld: boolean,
): void {
  if (!isHeld) cascade(c, points, seen.doPct, p, a);
  a.basePumpMlMin = Math.min(10, Math.max(0, 15 * (points.ph - 0.01 - seen.ph)));
  const error = points.tempC - seen.tempC;
  c.heatIntegral = Math.min(30, Math.max(-30, c.heatIntegral + 0.002 * error));
  a.jacketSetC = Math.min(60, Math.max(5, points.tempC + 12 * error + c.heatIntegral));
}

/** Split range: stirrer to 0.4, gas flow to 0.6, then oxygen. */
function cascade(
  c: ControllerState,
  points: SetPoints,
  doPct: number,
  p: PlantParameters,
  a: Actuators,
): void {
  const error = points.doPct - doPct;
  c.oxygenIntegral = Math.min(1, Math.max(0, c.oxygenIntegral + 0.00035 * error));
  const u = Math.min(1, Math.max(0, 0.006 * error + c.oxygenIntegral));
  c.cascade = u;
  const stir = Math.min(1, u / 0.4);
  const flow = Math.min(1, Math.max(0, (u - 0.4) / 0.2));
  const enrich = Math.min(1, Math.max(0, (u - 0.6) / 0.4));
  a.stirrerRpm = points.stirrerRpm ?? p.stirrerLowRpm + stir * (p.stirrerHighRpm - p.stirrerLowRpm);
  const gas = points.gasNlMin ?? p.gasLowNlMin + flow * (p.gasHighNlMin - p.gasLowNlMin);
  const oxygen = points.oxygenFraction ?? enrich * p.oxygenHighFraction;
  a.oxygenNlMin = gas * oxygen;
  a.airNlMin = gas - a.oxygenNlMin;
}
