import { processCv } from '../../../shared/calc/process-cv';
import type { BatchFacts, CvRow, OverlayHead } from '../../../shared/contract/comparisons';
import type { GoldenBatch, GoldenPlan, GoldenSummary } from '../../../shared/model/golden-batch';
import type { GoldenScore } from '../../../shared/model/golden-score';
import type { BatchId } from '../../../shared/model/identity';
import { createBatchFacts } from './batch-facts';
import type { ComparisonsDeps } from './comparisons-deps';
import { createGoldenDesk } from './golden-desk';
import { overlayOf, type OverlayAsked } from './overlay';
import { loadInTurn } from './load-in-turn';
import { createTickets } from './tickets';
import { createTrackStore } from './track-store';

/** Variation of a process between batches. */
export interface CvAnswer {
  readonly batchIds: BatchId[];
  readonly rows: CvRow[];
  /** Batches that could not be used, and why. */
  readonly left: { readonly batchId: BatchId; readonly words: string }[];
}

/** Batches beside one another. May refuse with words. */
export interface ComparisonsRoom {
  facts(): Promise<BatchFacts[]>;
  overlay(asked: OverlayAsked, ticket?: string): Promise<{ head: OverlayHead; data: ArrayBuffer }>;
  progress(ticket: string): { done: number; of: number } | null;
  cancel(ticket: string): boolean;
  cv(batchIds: readonly BatchId[], ticket?: string): Promise<CvAnswer>;
  goldens(): GoldenSummary[];
  golden(id: string, version?: number): GoldenBatch;
  makeGolden(id: string | null, plan: GoldenPlan, reason: string, ticket?: string): Promise<GoldenBatch>;
  withdrawGolden(id: string, reason: string): boolean;
  against(id: string, batchId: BatchId): Promise<GoldenScore & { at: number }>;
}

/**
 * Opens the comparisons. History is read by its own threads; what is worked out here is cut into batches, and between
 * two of them what arrives has its turn.
 */
export function createComparisons(deps: ComparisonsDeps): ComparisonsRoom {
  const store = createTrackStore(deps);
  const tickets = createTickets(deps.pause);
  const golden = createGoldenDesk(deps, store);
  return {
    facts: createBatchFacts(deps),
    overlay: (asked, ticket) =>
      tickets.run(ticket, asked.batchIds.length + 1, (own) => overlayOf(store, asked, own, deps.now)),
    progress: (ticket) => tickets.progress(ticket),
    cancel: (ticket) => tickets.cancel(ticket),
    cv: (batchIds, ticket) =>
      tickets.run(ticket, batchIds.length, async (own) => {
        const loaded = await loadInTurn(store, batchIds, [], own);
        return processCv(loaded.map(({ batch, track }) => ({ batchId: batch.id, track })));
      }),
    goldens: () => golden.list(),
    golden: (id, version) => golden.get(id, version),
    makeGolden: (id, plan, reason, ticket) =>
      tickets.run(ticket, plan.batchIds.length + 1, (own) => golden.make(id, plan, reason, own)),
    withdrawGolden: (id, reason) => golden.withdraw(id, reason),
    against: (id, batchId) => golden.against(id, batchId),
  };
}
