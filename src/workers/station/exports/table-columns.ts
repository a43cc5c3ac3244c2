import type { ExportColumn } from '../../../shared/model/export-manifest';
import type { ExportPlan } from '../../../shared/model/export-plan';
import type { ExportChannel } from './export-task';

/** Columns of every file of an export: all alike, so that a folder of them reads as one table. */
export function tableColumns(plan: ExportPlan, channels: readonly ExportChannel[]): ExportColumn[] {
  const time: ExportColumn = {
    name: 'time',
    type: 'time',
    holds: plan.gridMs === 0 ? 'Time of the sample' : 'Start of the cell',
    unit: 'UTC',
  };
  if (plan.shape === 'long') return [time, ...longColumns];
  const wide = channels.flatMap(({ tag, name, unit }): ExportColumn[] => {
    const value: ExportColumn = { name: tag, type: 'number', holds: name, unit };
    const quality: ExportColumn = {
      name: qualityColumn(tag),
      type: 'code',
      holds: `Quality of ${tag}`,
      unit: '',
    };
    return plan.quality ? [value, quality] : [value];
  });
  const notes: ExportColumn = { name: 'notes', type: 'text', holds: 'Manual records of that time', unit: '' };
  return [time, ...wide, ...(plan.records === 'columns' ? [notes] : [])];
}

/** Name of the column that judges a channel's. */
export const qualityColumn = (tag: string): string => `${tag}_quality`;

const longColumns: readonly ExportColumn[] = [
  { name: 'unit', type: 'text', holds: 'Bioreactor', unit: '' },
  { name: 'batch', type: 'text', holds: 'Batch', unit: '' },
  { name: 'channel', type: 'text', holds: 'Tag of the channel', unit: '' },
  { name: 'value', type: 'number', holds: 'Value', unit: '' },
  { name: 'unit_of_measure', type: 'text', holds: 'Unit of the value', unit: '' },
  { name: 'quality', type: 'code', holds: 'Quality code', unit: '' },
  { name: 'quality_words', type: 'text', holds: 'Quality in words', unit: '' },
  { name: 'seen', type: 'time', holds: 'Time of arrival at the station', unit: 'UTC' },
  { name: 'origin', type: 'code', holds: '0 live, else number of the source that filled it in', unit: '' },
];

/** Columns of the file of manual records. */
export const noteColumns: readonly ExportColumn[] = [
  { name: 'time', type: 'time', holds: 'Time of the record', unit: 'UTC' },
  { name: 'unit', type: 'text', holds: 'Bioreactor', unit: '' },
  { name: 'batch', type: 'text', holds: 'Batch', unit: '' },
  { name: 'kind', type: 'text', holds: 'Sample, media, calibration or event', unit: '' },
  { name: 'author', type: 'text', holds: 'Who wrote it', unit: '' },
  { name: 'words', type: 'text', holds: 'What was written', unit: '' },
  { name: 'details', type: 'text', holds: 'All that is in it, as JSON', unit: '' },
];
