import { stabilityOf, type Stability } from '../../../shared/calc/calibration-stability';
import { probeResponse } from '../../../shared/calc/probe-response';
import {
  methodOf,
  pointOf,
  referenceAt,
  type CalibrationMethod,
} from '../../../shared/model/records/calibration-method';
import type { CalibrationPoint, CalibrationRun } from '../../../shared/model/calibration-run';
import { Refusal } from '../../../shared/model/refusal';
import type { Tap } from './line-tap';

/** Values of a point from which on it may be taken. */
export interface PointAsked {
  readonly index: number;
  readonly reference: number | null;
  readonly tempC: number | null;
}

/** The method of a run. */
export function methodOfRun({ method }: Pick<CalibrationRun, 'method'>): CalibrationMethod {
  const found = methodOf(method);
  if (!found) throw new Refusal('REFUSED', `No method is called ${method}: choose one of the list`, 'method');
  return found;
}

/** The person says that the probe is in its reference; what was measured of that point before is gone. */
export function measurePoint(run: CalibrationRun, asked: PointAsked, now: number): CalibrationRun {
  const method = methodOfRun(run);
  const point = pointOf(method, asked.index);
  if (!point || asked.index > run.points.length)
    throw new Refusal('REFUSED', 'Measure the point before this one first');
  const open = run.points.findIndex(({ takenAt }) => takenAt === null);
  if (open >= 0 && open !== asked.index)
    throw new Refusal('CONFLICT', 'Another point is being measured: take it or begin it anew');
  const given = point.ownValue ? asked.reference : null;
  const reference = given ?? referenceAt(point, asked.tempC);
  const isLater = !method.away;
  if (reference === null && !isLater)
    throw new Refusal(
      'REFUSED',
      point.buffer === undefined
        ? 'Enter what the reference is worth, as its certificate says'
        : 'Enter the temperature of the buffer, from 20 to 40 °C, or its value from the bottle',
      'reference',
    );
  const same = run.points.findIndex((one, at) => at !== asked.index && one.reference === reference);
  if (same >= 0 && reference !== null && method.away)
    throw new Refusal('REFUSED', 'Both references are the same: take another one', 'reference');
  const begun: CalibrationPoint = {
    id: point.id,
    words: point.words,
    reference,
    tempC: asked.tempC,
    startedAt: now,
    takenAt: null,
    reading: null,
    before: null,
    noise: null,
    drift: null,
    seconds: null,
    settledS: null,
    anyway: null,
    t63S: null,
  };
  return {
    ...run,
    points: [...run.points.slice(0, asked.index), begun, ...run.points.slice(asked.index + 1)],
  };
}

/** How still the probe stands in the point that is measured. */
export function stillness(run: CalibrationRun, tap: Tap): Stability {
  return stabilityOf(
    tap.t.map((t) => t / 1000),
    [...tap.value],
    methodOfRun(run).stability,
  );
}

/** When the probe first stood still in a point, s after it was put in; null where it never did. */
export function settledAfter(run: CalibrationRun, { startedAt }: CalibrationPoint, tap: Tap): number | null {
  for (let rows = 5; rows <= tap.t.length; rows += 1) {
    const part = { t: tap.t.slice(0, rows), value: tap.value.slice(0, rows) };
    if (stillness(run, part).stable) {
      const { windowS } = methodOfRun(run).stability;
      return Math.max(0, ((part.t.at(-1) ?? startedAt) - startedAt) / 1000 - windowS);
    }
  }
  return null;
}

/** Takes the reading: the mean over the newest window. Refused while the probe moves, unless somebody says why. */
export function takePoint(
  run: CalibrationRun,
  index: number,
  anyway: string | undefined,
  tap: Tap,
  now: number,
): CalibrationRun {
  const point = run.points[index];
  if (!point || point.takenAt !== null)
    throw new Refusal('CONFLICT', 'This point is not being measured: put the probe in first');
  const found = stillness(run, tap);
  if (found.mean === null)
    throw new Refusal('REFUSED', 'The probe has given nothing since it was put in: check its connection');
  if (!found.stable && anyway === undefined)
    throw new Refusal('CONFLICT', 'The probe still moves: wait, or say why it is taken anyway', 'anyway');
  const taken: CalibrationPoint = {
    ...point,
    takenAt: now,
    reading: found.mean,
    before: run.offsetBefore + run.gainBefore * found.mean,
    noise: found.noise,
    drift: found.drift,
    seconds: found.seconds,
    settledS: settledAfter(run, point, tap) ?? (now - point.startedAt) / 1000,
    anyway: found.stable ? null : (anyway ?? null),
    t63S: responseOf(run, point, tap),
  };
  return { ...run, points: run.points.with(index, taken) };
}

/** From the reading of the point before to this one; null for the first, or a step too small to tell. */
function responseOf(run: CalibrationRun, point: CalibrationPoint, tap: Tap): number | null {
  const before = run.points[run.points.indexOf(point) - 1]?.reading;
  if (before === null || before === undefined) return null;
  const { noise } = methodOfRun(run).stability;
  const times = [0, ...tap.t.map((t) => (t - point.startedAt) / 1000 + 1e-6)];
  return probeResponse(times, [before, ...tap.value], 5 * noise).t63S.value;
}

/** Says what a reference is worth, of a point that was taken. */
export function referPoint(run: CalibrationRun, index: number, reference: number): CalibrationRun {
  const point = run.points[index];
  if (!point || !pointOf(methodOfRun(run), index)?.ownValue)
    throw new Refusal('REFUSED', 'The value of this reference cannot be changed');
  return { ...run, points: run.points.with(index, { ...point, reference }) };
}

/** Throws a point and those after it away. */
export function redoPoint(run: CalibrationRun, index: number): CalibrationRun {
  if (!run.points[index]) throw new Refusal('REFUSED', 'This point was not measured');
  return { ...run, points: run.points.slice(0, index) };
}
