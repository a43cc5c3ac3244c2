import type { ExportColumn, ExportHole, ExportManifest } from '../../../shared/model/export-manifest';
import type { ExportPlan } from '../../../shared/model/export-plan';
import type { RawColumns } from '../record/raw-columns';

/** `from` included, `to` not; epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A column's channel on one unit; series 0 where the unit has no such channel. */
export interface ExportChannel {
  readonly series: number;
  readonly tag: string;
  readonly name: string;
  readonly unit: string;
  readonly cadenceMs: number;
  /** Beside what is shown: as the probe gave it, of a channel that calibrations put right. */
  readonly asGiven?: true;
}

/** Something a person wrote down. */
export interface ExportNote {
  readonly t: number;
  readonly unit: string;
  readonly batch: string | null;
  readonly kind: string;
  readonly author: string;
  readonly words: string;
  /** All that is in it, as JSON. */
  readonly details: string;
}

/** One partition, one file: a batch, or what a unit did outside of batches. */
export interface ExportPart {
  /** Folder below the export's own, with forward slashes. */
  readonly dir: string;
  readonly unit: string;
  readonly batch: string | null;
  readonly spans: readonly Span[];
  readonly channels: readonly ExportChannel[];
  readonly notes: readonly ExportNote[];
}

/** What the manifest says of batches, for those that are in it. */
export interface ExportedBatch {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly simulated: boolean;
}

/** All that writing needs to know; plain data, so that it can go to a thread. */
export interface ExportTask {
  readonly folder: string;
  readonly plan: ExportPlan;
  readonly parts: readonly ExportPart[];
  readonly columns: readonly ExportColumn[];
  readonly batches: readonly ExportedBatch[];
  readonly simulated: boolean;
  readonly appVersion: string;
  readonly stationId: string;
  readonly createdAt: number;
  /** Null where this station keeps no account of holes. */
  readonly holes: readonly ExportHole[] | null;
  readonly integrity?: ExportManifest['integrity'];
}

export interface RawAsk {
  readonly series: number;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  /** False: as it was recorded. Left out: put right by calibrations and corrections. */
  readonly corrected?: boolean;
}

/** Where samples come from. */
export type ReadRaw = (ask: RawAsk) => Promise<RawColumns>;

export interface ExportProgress {
  /** 0 to 1. */
  readonly done: number;
  readonly partsDone: number;
  readonly current: string | null;
  readonly rows: number;
  readonly samples: number;
  readonly bytes: number;
}
