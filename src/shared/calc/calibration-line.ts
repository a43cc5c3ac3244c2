import type { QualityId } from '../model/quality';
import { calibrateTwoPoint, type TwoPoint } from './analyser-calibration';
import { fitLine } from './growth';
import { objection } from './guarded';
import { fitLinearOdMap } from './od-map';

/** A reference and what the probe gave in it, both in the unit of the channel. */
export interface FoundPoint {
  readonly reference: number;
  readonly reading: number;
}

/** How a line is laid through points: `relative` weighs by 1/y², for what spans decades. */
export type LineRule = 'straight' | 'relative';

/**
 * The line that puts readings right, reference = offset + gain·reading: exact through two points, least squares through
 * more (science.md D5); through one point the gain stays what it was. A reason where there is none.
 */
export function calibrationLine(
  points: readonly FoundPoint[],
  gainBefore: number,
  rule: LineRule = 'straight',
): TwoPoint | QualityId {
  const reason = objection({ finite: points.flatMap(({ reference, reading }) => [reference, reading]) });
  if (reason !== null) return reason;
  const [first, second] = points;
  if (!first) return 'missing-input';
  if (!second) return offsetAlone(first, gainBefore);
  if (rule === 'relative') {
    const map = fitLinearOdMap(
      points.map(({ reference, reading }) => ({ offline: reference, probe: reading })),
    );
    return typeof map === 'string' ? map : map.b > 0 ? { gain: map.b, offset: map.a } : 'impossible';
  }
  if (points.length === 2) return calibrateTwoPoint(first, second);
  const line = fitLine(
    points.map(({ reading }) => reading),
    points.map(({ reference }) => reference),
  );
  if (line === null || !(line.slope > 0) || !Number.isFinite(line.intercept)) return 'impossible';
  return { gain: line.slope, offset: line.intercept };
}

function offsetAlone({ reference, reading }: FoundPoint, gain: number): TwoPoint | QualityId {
  return Number.isFinite(gain) && gain > 0 ? { gain, offset: reference - gain * reading } : 'impossible';
}
