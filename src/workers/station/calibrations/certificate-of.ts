import { createHash } from 'node:crypto';
import { calibrationCertificate } from '../../../shared/report/calibration-certificate';
import { Refusal } from '../../../shared/model/refusal';
import { serialOf } from '../records/calibration-found';
import type { CalibrationsDeps } from './calibrations-deps';

/** Longest that a page or two may take. */
const deadlineMs = 60_000;

/** Prints the certificate of a calibration; the print is in the ledger with the hash of what was printed. */
export async function certificateOf(
  deps: CalibrationsDeps,
  recordId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const { record, versions } = deps.records.get(recordId);
  if (record.kind !== 'calibration')
    throw new Refusal('REFUSED', 'This record is no calibration: there is no certificate of it');
  const unit = deps.plant.units().find(({ id }) => id === record.unitId);
  const channel =
    (unit && deps.plant.channelsOf(unit.id).find(({ id }) => id === record.instrument?.id)) ?? null;
  // Anchored first: the certificate names the head that this anchor holds.
  deps.ledger.anchor('report');
  const document = calibrationCertificate({
    record,
    versions,
    signatures: deps.signing.checked('record', recordId),
    unitName: unit?.name ?? '',
    simulated: unit?.simulated ?? false,
    channel,
    head: deps.ledger.head(),
    software: deps.software,
    zone: deps.zone,
    madeAt: deps.now(),
  });
  const bytes = await deps.pdf(document, AbortSignal.timeout(deadlineMs));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  deps.ledger.note({
    what: 'report.printed',
    subject: { type: 'record', id: recordId, version: record.version },
    facts: { sha256, bytes: bytes.length, counts: document.counts },
  });
  const serial = serialOf(record).replaceAll(/[^\w.-]+/g, '-');
  return { name: `calibration-${serial}-${new Date(record.eventAt).toISOString().slice(0, 10)}.pdf`, bytes };
}
