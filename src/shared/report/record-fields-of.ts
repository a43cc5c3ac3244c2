import { batchFields } from '../model/records/kinds/batch-fields';
import { calibrationFields } from '../model/records/kinds/calibration-fields';
import { closureFields } from '../model/records/kinds/closure-fields';
import { failureFields } from '../model/records/kinds/failure-fields';
import { inoculationFields } from '../model/records/kinds/inoculation-fields';
import { mediaFields } from '../model/records/kinds/media-fields';
import { processChangeFields } from '../model/records/kinds/process-change-fields';
import { sampleFields } from '../model/records/kinds/sample-fields';
import type { RecordField } from '../model/records/record-field';
import type { RecordKind } from '../model/records/record-kind';

const fieldsByKind: Readonly<Record<RecordKind, readonly RecordField[]>> = {
  batch: batchFields,
  'media-preparation': mediaFields,
  calibration: calibrationFields,
  inoculation: inoculationFields,
  sample: sampleFields,
  'process-change': processChangeFields,
  failure: failureFields,
  'batch-closure': closureFields,
};

/** Fields of a kind of record, for their labels and units. */
export function recordFieldsOf(kind: RecordKind): readonly RecordField[] {
  return fieldsByKind[kind];
}
