import type { UnitId } from '../../../shared/model/identity';
import { fieldsOf } from '../../../shared/model/records/field-value';
import { computedOf } from '../../../shared/model/records/record-rule';
import { calibrationsOf, serialOf } from './calibration-found';
import { plantNow } from './plant-time';
import type { RecordsDeps } from './records-deps';
import type { CalibrationInForce } from './records-room';

/** The newest passed calibration of every probe of a vessel at a moment, and since when it applies. */
export function calibrationsInForce(
  deps: RecordsDeps,
  unitId: UnitId,
  at = plantNow(deps, unitId),
): CalibrationInForce[] {
  const byProbe = new Map<string, CalibrationInForce>();
  for (const record of calibrationsOf(deps.keep, unitId)) {
    const { id, body, eventAt, verdict, computed } = record;
    if (!verdict || verdict.id === 'fail' || body['occasion'] === 'post-batch' || eventAt > at) continue;
    const probe = fieldsOf(body).text('probe') ?? '';
    const serial = serialOf(record);
    const validUntil = computedOf(computed, 'validUntil');
    byProbe.set(`${probe} ${serial}`, {
      recordId: id,
      probe,
      serial,
      verdict,
      validFrom: eventAt,
      validUntil,
      computed,
    });
  }
  return [...byProbe.values()];
}
