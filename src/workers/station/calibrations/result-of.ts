import type { CalibrationResult } from '../../../shared/contract/calibrations';
import { batchesBetween } from '../../../shared/calc/calibration-drift';
import { calibrationBody } from '../../../shared/model/records/calibration-body';
import {
  isComplete,
  type CalibrationFinish,
  type CalibrationRun,
} from '../../../shared/model/calibration-run';
import type { Batch } from '../../../shared/model/process-unit';
import type { KeptRecord, RecordEntry } from '../../../shared/model/records/record';
import { computedOf, dayMs } from '../../../shared/model/records/record-rule';
import { driftLimitOf } from '../../../shared/model/records/rules/calibration-adjustment';
import { Refusal } from '../../../shared/model/refusal';
import type { CalibrationsDeps } from './calibrations-deps';
import { methodOfRun } from './run-steps';

/** What stands around a run when it is judged. */
export interface RunFacts {
  readonly at: number;
  /** The calibration of the same channel before; null where there is none. */
  readonly last: KeptRecord | null;
  readonly batches: readonly Batch[];
}

/** Batches that ran since the last calibration, wholly or in part. */
export function batchesSince({ batches, last }: RunFacts, until: number): Batch[] {
  if (!last) return [];
  const spans = batches.map(({ id, inoculatedAt, endedAt }) => ({ id, from: inoculatedAt, to: endedAt }));
  const touched = new Set(batchesBetween(spans, last.eventAt, until));
  return batches.filter(({ id }) => touched.has(id));
}

/** The record that a run hands in. */
export function entryOf(
  deps: Pick<CalibrationsDeps, 'zone'>,
  run: CalibrationRun,
  finish: CalibrationFinish,
  facts: RunFacts,
): RecordEntry {
  requireWhole(run);
  const touched = batchesSince(facts, facts.at).map(({ name }) => name);
  return {
    kind: 'calibration',
    batchId: run.batchId,
    unitId: run.unitId,
    eventAt: facts.at,
    zone: deps.zone,
    source: 'instrument',
    instrument: { id: run.channelId, calibrationId: facts.last?.id ?? null },
    body: calibrationBody(run, finish, { validFrom: finish.validFrom ?? facts.at, batches: touched }),
    raw: {},
    answers: {},
    attachments: [],
  };
}

function requireWhole(run: CalibrationRun): void {
  const method = methodOfRun(run);
  const whole = run.points.filter(isComplete).length;
  const least = method.points.length;
  if (run.points.some((point) => !isComplete(point)))
    throw new Refusal('CONFLICT', 'A point has no reading or no reference yet: take it, or enter its value');
  if (whole < least) throw new Refusal('CONFLICT', `${least - whole} points are still to be measured`);
}

/** Before and after, drift and verdict of a run as it stands. */
export async function resultOf(
  deps: CalibrationsDeps,
  run: CalibrationRun,
  finish: CalibrationFinish,
  facts: RunFacts,
): Promise<CalibrationResult> {
  const check = await deps.records.check(entryOf(deps, run, finish, facts), undefined);
  const [gain, offset] = [computedOf(check.computed, 'applyGain'), computedOf(check.computed, 'applyOffset')];
  const line = gain === null || offset === null ? null : { gain, offset };
  const before = { gain: run.gainBefore, offset: run.offsetBefore };
  const points = run.points.filter(isComplete).map((point) => {
    const reading = point.reading ?? 0;
    const after = line ? line.offset + line.gain * reading : (point.before ?? 0);
    return { words: point.words, reference: point.reference ?? 0, reading, before: point.before ?? 0, after };
  });
  const found = computedOf(check.computed, 'driftFound');
  const limit = driftLimitOf(methodOfRun(run).probe);
  const days = facts.last ? (facts.at - facts.last.eventAt) / dayMs : null;
  const flagged = found !== null && limit !== null && Math.abs(found) > limit + 1e-9;
  return {
    ...check,
    line,
    before,
    points,
    drift: { found, limit, days, perDay: found !== null && days ? found / days : null, flagged },
    batches: batchesSince(facts, facts.at).map(({ id, name }) => ({ id, name })),
    validUntil: computedOf(check.computed, 'validUntil'),
  };
}
