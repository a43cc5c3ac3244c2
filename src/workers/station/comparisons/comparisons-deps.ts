import type { Channel } from '../../../shared/model/channel';
import type { BatchId, ChannelId, UnitId } from '../../../shared/model/identity';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import type { SeriesAnswer } from '../record/historian/thread-messages';
import type { GoldenKeep } from '../record/comparisons/golden-keep';
import type { StoredSize } from '../record/comparisons/batch-bytes';

interface Window {
  readonly channels: readonly Channel[];
  readonly from: number;
  readonly to: number;
}

/** What people wrote down of a batch before it began, and how it was judged. */
export interface BatchPapers {
  readonly state: string;
  readonly verdict: 'released' | 'rejected' | 'in-review' | 'open' | 'none';
  readonly organism: string | null;
  readonly medium: string | null;
  readonly process: string | null;
}

export interface ComparisonsDeps {
  readonly plant: {
    units(): readonly ProcessUnit[];
    batches(): readonly Batch[];
    channelsOf(unitId: UnitId): readonly Channel[];
    channel(id: ChannelId): Channel | undefined;
  };
  readonly history: {
    grid(window: Window): Promise<SeriesAnswer>;
    read(window: Window, widthPx: number): Promise<SeriesAnswer>;
    lateVersionOf(unitId: UnitId): number;
  };
  /** Time at the unit of a batch that runs, epoch ms. */
  readonly plantNow: (batch: Batch) => number;
  readonly sizes: (
    spans: readonly { readonly series: readonly number[]; readonly from: number; readonly to: number }[],
  ) => StoredSize[];
  readonly papers: (batchId: BatchId) => BatchPapers;
  readonly golden: GoldenKeep;
  /** Runs a change of the golden batches with its entry in the audit ledger. */
  readonly recorded: (what: string, id: string, version: number, reason: string, change: () => void) => void;
  /** How whoever acts in this call is named. */
  readonly actor: () => string;
  readonly newId: () => string;
  readonly now: () => number;
  /** Lets others have their turn between two batches. */
  readonly pause: () => Promise<void>;
}
