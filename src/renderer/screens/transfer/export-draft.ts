import type { ExportPlanInput } from '../../../shared/model/export-plan';
import { batchIdSchema, unitIdSchema } from '../../../shared/model/identity';
import { tr } from '../../strings/translate';

/** The export form as it stands. Times are as the browser's own fields give them. */
export interface ExportDraft {
  readonly what: 'batches' | 'window';
  readonly batches: readonly string[];
  readonly units: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly tags: readonly string[];
  readonly format: 'parquet' | 'csv';
  readonly shape: 'wide' | 'long';
  readonly gridMs: number;
  readonly statistic: 'mean' | 'min' | 'max' | 'last';
  readonly quality: boolean;
  readonly records: 'none' | 'columns' | 'file';
  readonly separator: ',' | ';' | '\t';
  readonly decimal: '.' | ',';
  readonly time: 'iso' | 'epoch-ms';
  readonly zone: string;
  readonly bom: boolean;
  readonly unitsRow: boolean;
  readonly folder: string;
}

export const firstDraft: ExportDraft = {
  what: 'batches',
  batches: [],
  units: [],
  from: '',
  to: '',
  tags: [],
  format: 'parquet',
  shape: 'wide',
  gridMs: 0,
  statistic: 'mean',
  quality: true,
  records: 'file',
  separator: ',',
  decimal: '.',
  time: 'iso',
  zone: 'UTC',
  bom: false,
  unitsRow: false,
  folder: '',
};

/** What is still missing, in words; null where the draft can be exported. */
export function missingWords(draft: ExportDraft): string | null {
  if (draft.what === 'batches') return draft.batches.length > 0 ? null : tr('Choose at least one batch');
  if (draft.units.length === 0) return tr('Choose at least one bioreactor');
  const [from, to] = [Date.parse(draft.from), Date.parse(draft.to)];
  if (Number.isNaN(from) || Number.isNaN(to)) return tr('Give the window: from and to');
  if (from >= to) return tr('The window ends before it begins');
  return null;
}

/** What the station is asked for; null while something is missing. */
export function planOf(draft: ExportDraft): ExportPlanInput | null {
  if (missingWords(draft) !== null) return null;
  const { format, shape, gridMs, statistic, quality, records } = draft;
  const { separator, decimal, time, zone, bom, unitsRow } = draft;
  const window = draft.what === 'window';
  return {
    batches: window ? [] : draft.batches.map((id) => batchIdSchema.parse(id)),
    units: window ? draft.units.map((id) => unitIdSchema.parse(id)) : [],
    from: window ? Date.parse(draft.from) : null,
    to: window ? Date.parse(draft.to) : null,
    tags: [...draft.tags],
    format,
    shape,
    gridMs,
    statistic,
    quality,
    records: shape === 'long' && records === 'columns' ? 'file' : records,
    csv: format === 'csv' ? { separator, decimal, time, zone, bom, unitsRow } : {},
    folder: draft.folder.trim(),
  };
}
