import { batchFields } from './kinds/batch-fields';
import { calibrationFields } from './kinds/calibration-fields';
import { closureFields } from './kinds/closure-fields';
import { failureFields } from './kinds/failure-fields';
import { inoculationFields } from './kinds/inoculation-fields';
import { mediaFields } from './kinds/media-fields';
import { processChangeFields } from './kinds/process-change-fields';
import { sampleFields } from './kinds/sample-fields';
import type { RecordField } from './record-field';
import type { RecordKind } from './record-kind';

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
