/** What people write down of a batch, by hand. */
export const recordKinds = [
  'batch',
  'media-preparation',
  'calibration',
  'inoculation',
  'sample',
  'process-change',
  'failure',
  'batch-closure',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** How a kind is called on screen and print. */
export const recordKindWords: Readonly<Record<RecordKind, string>> = {
  batch: 'Batch plan',
  'media-preparation': 'Media preparation',
  calibration: 'Calibration',
  inoculation: 'Inoculation',
  sample: 'Sample',
  'process-change': 'Process change',
  failure: 'Failure',
  'batch-closure': 'Batch closure',
};

/** The procedure that each kind is written down by; training for it may be asked of who signs. */
export const recordProcedures: Readonly<
  Record<RecordKind, { readonly id: string; readonly version: string }>
> = {
  batch: { id: 'SOP-BATCH', version: '1' },
  'media-preparation': { id: 'SOP-MEDIA', version: '1' },
  calibration: { id: 'SOP-CALIBRATION', version: '1' },
  inoculation: { id: 'SOP-INOCULATION', version: '1' },
  sample: { id: 'SOP-SAMPLING', version: '1' },
  'process-change': { id: 'SOP-CHANGE', version: '1' },
  failure: { id: 'SOP-DEVIATION', version: '1' },
  'batch-closure': { id: 'SOP-CLOSURE', version: '1' },
};
