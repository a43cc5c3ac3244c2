import type { Fields } from './field-value';
import { batchFields } from './kinds/batch-fields';
import { calibrationFields } from './kinds/calibration-fields';
import { closureFields } from './kinds/closure-fields';
import { failureFields } from './kinds/failure-fields';
import { inoculationFields } from './kinds/inoculation-fields';
import { mediaFields } from './kinds/media-fields';
import { processChangeFields } from './kinds/process-change-fields';
import { sampleFields } from './kinds/sample-fields';
import type { RecordContext } from './record-context';
import type { RecordField } from './record-field';
import type { RecordKind } from './record-kind';
import type { Computation, RecordMoment, RecordRule } from './record-rule';
import { batchRules, computeBatch } from './rules/batch-rules';
import { calibrationRules, computeCalibration } from './rules/calibration-rules';
import { changeRules, computeChange } from './rules/change-rules';
import { closureRules, computeClosure } from './rules/closure-rules';
import { computeFailure, failureRules } from './rules/failure-rules';
import { computeInoculation, inoculationRules } from './rules/inoculation-rules';
import { computeMedia, mediaRules } from './rules/media-rules';
import { computeSample } from './rules/sample-computed';
import { sampleFilterRules } from './rules/sample-filter-rules';
import { sampleRules } from './rules/sample-rules';

/** All there is to know of a kind: form, station and import use the same. */
export interface KindOfRecord {
  readonly fields: readonly RecordField[];
  readonly rules: readonly RecordRule[];
  readonly compute: (f: Fields, c: RecordContext, at: RecordMoment) => Computation;
}

const kinds: Readonly<Record<RecordKind, KindOfRecord>> = {
  batch: { fields: batchFields, rules: batchRules, compute: computeBatch },
  'media-preparation': { fields: mediaFields, rules: mediaRules, compute: computeMedia },
  calibration: { fields: calibrationFields, rules: calibrationRules, compute: computeCalibration },
  inoculation: { fields: inoculationFields, rules: inoculationRules, compute: computeInoculation },
  sample: { fields: sampleFields, rules: [...sampleRules, ...sampleFilterRules], compute: computeSample },
  'process-change': { fields: processChangeFields, rules: changeRules, compute: computeChange },
  failure: { fields: failureFields, rules: failureRules, compute: computeFailure },
  'batch-closure': { fields: closureFields, rules: closureRules, compute: computeClosure },
};

export function kindOfRecord(kind: RecordKind): KindOfRecord {
  return kinds[kind];
}
