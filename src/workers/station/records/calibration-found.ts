import type { UnitId } from '../../../shared/model/identity';
import { fieldsOf } from '../../../shared/model/records/field-value';
import { probeWords, type ProbeKind } from '../../../shared/model/records/kinds/calibration-fields';
import type { KeptRecord } from '../../../shared/model/records/record';
import { computedOf } from '../../../shared/model/records/record-rule';
import { mountedSerial } from '../../../shared/model/records/rules/calibration-rules';
import type { RecordVersion, RecordsKeep } from '../record/records/records-keep';
import { standing } from './record-book';

/** What a calibration is asked to be good for. */
export interface CalibrationAsked {
  readonly at: number;
  /** Names the probes that are mounted; null where there is no plan. */
  readonly plan: Pick<
    KeptRecord,
    'id' | 'version' | 'kind' | 'eventAt' | 'status' | 'body' | 'computed' | 'verdict'
  > | null;
  /** End of the last sterilisation; null where there was none. */
  readonly autoclaveEnd: number | null;
}

export interface CalibrationFound {
  readonly record: KeptRecord | null;
  /** Why it does not open the gate, and what to do; null where it does. */
  readonly problem: string | null;
  readonly words: string;
}

type Keep = Pick<RecordsKeep, 'calibrationsOfUnit' | 'stepsOf'>;

/** Calibrations of a vessel that hold, oldest first. */
export function calibrationsOf(keep: Keep, unitId: UnitId): KeptRecord[] {
  return keep
    .calibrationsOfUnit(unitId)
    .map((version) => standing(version, keep.stepsOf(version.id), true))
    .filter(({ status }) => status !== 'voided');
}

/**
 * The calibration of the mounted probe: its latest attempt counts, whatever an earlier one was. Checks after a batch are
 * no calibration.
 */
export function calibrationFound(
  keep: Keep,
  unitId: UnitId,
  probe: ProbeKind,
  asked: CalibrationAsked,
): CalibrationFound {
  const name = probeWords[probe];
  const all = keep
    .calibrationsOfUnit(unitId)
    .filter(
      ({ body, eventAt }) =>
        body['probe'] === probe && body['occasion'] !== 'post-batch' && eventAt <= asked.at,
    );
  const mounted = asked.plan ? mountedSerial({ records: [asked.plan] }, probe) : null;
  const no = (problem: string, record: KeptRecord | null = null): CalibrationFound => ({
    record,
    problem,
    words: problem,
  });
  if (mounted === null && (probe === 'ph' || probe === 'do'))
    return no(`Which ${name} probe is mounted is not known: amend the batch plan with its serial number`);
  const own = mounted === null ? all : all.filter(({ body }) => body['probeSerial'] === mounted);
  const last = newestInForce(keep, own);
  if (!last) {
    const other = newestInForce(keep, all);
    if (!other) return no(`${name}: no calibration is written down: calibrate it`);
    return no(
      `${name}: the last calibration is of probe ${serialOf(other)}, mounted is ${mounted ?? ''}: calibrate the mounted one`,
      other,
    );
  }
  const serial = serialOf(last);
  if (last.verdict?.id === 'fail')
    return no(
      `${name}, probe ${serial}, attempt ${last.attempt}: ${last.verdict.words}. Calibrate again`,
      last,
    );
  const until = computedOf(last.computed, 'validUntil');
  if (until !== null && until < asked.at)
    return no(
      `${name}, probe ${serial}: its calibration expired on ${new Date(until).toISOString().slice(0, 16)}Z: calibrate again`,
      last,
    );
  if (probe === 'do' && asked.autoclaveEnd !== null && last.eventAt < asked.autoclaveEnd)
    return no(
      `${name}, probe ${serial}: it was calibrated before the autoclave: calibrate it in the medium`,
      last,
    );
  return { record: last, problem: null, words: `${name}, probe ${serial}: ${last.verdict?.words ?? ''}` };
}

/** Serial number as written down; empty where none is. */
export function serialOf({ body }: Pick<KeptRecord, 'body'>): string {
  return fieldsOf(body).text('probeSerial') ?? '';
}

/** The newest that was not voided: looked for from the end, a vessel has had many. */
function newestInForce(keep: Keep, versions: readonly RecordVersion[]): KeptRecord | undefined {
  for (const version of versions.toReversed()) {
    const record = standing(version, keep.stepsOf(version.id), true);
    if (record.status !== 'voided') return record;
  }
  return undefined;
}
