import type { ExportManifest } from '../../../shared/model/export-manifest';
import type { RawColumns } from '../record/raw-columns';
import type { ExportProgress, ExportTask, RawAsk } from './export-task';

export type ToExporter =
  | { readonly kind: 'start'; readonly task: ExportTask }
  | { readonly kind: 'raw'; readonly id: number; readonly raw: RawColumns }
  | { readonly kind: 'unread'; readonly id: number; readonly words: string }
  | { readonly kind: 'cancel' };

export type FromExporter =
  | { readonly kind: 'ask'; readonly id: number; readonly ask: RawAsk }
  | { readonly kind: 'progress'; readonly now: ExportProgress }
  | { readonly kind: 'done'; readonly manifest: ExportManifest }
  /** Null when it was cancelled. */
  | { readonly kind: 'failed'; readonly words: string | null };
