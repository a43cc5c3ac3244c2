import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CvRow, OverlayHead } from '../../../shared/contract/comparisons';
import type { BatchSummary } from '../../../shared/contract/units';
import type { GoldenBatch, GoldenPlan, GoldenSummary } from '../../../shared/model/golden-batch';
import type { GoldenScore } from '../../../shared/model/golden-score';
import { batchIdSchema, type BatchId } from '../../../shared/model/identity';
import type { Alignment } from '../../../shared/model/overlay';
import { useStation } from '../../station/station-context';

/** One channel of one batch on the common axis. */
export interface OverlayTrace {
  readonly batchId: string;
  readonly tag: string;
  readonly mean: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

export interface Overlay {
  readonly head: OverlayHead;
  readonly traces: readonly OverlayTrace[];
}

export interface OverlayWish {
  readonly batchIds: readonly string[];
  readonly tags: readonly string[];
  readonly by: Alignment;
  readonly reference: string | null;
}

/** Ids as the contract wants them; what is none is left out. */
export function batchIdsOf(ids: readonly string[]): BatchId[] {
  return ids.flatMap((id) => batchIdSchema.safeParse(id).data ?? []);
}

/** The overlay of a wish; given up when the wish changes. Longer than a second, its progress is told. */
export function useOverlay(wish: OverlayWish) {
  const { client } = useStation();
  const queries = useQueryClient();
  const key = ['compare', 'overlay', wish];
  const underWay = useRef('none');
  const query = useQuery({
    queryKey: key,
    enabled: wish.batchIds.length > 0 && wish.tags.length > 0,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Overlay> => {
      const ticket = crypto.randomUUID();
      underWay.current = ticket;
      signal.addEventListener(
        'abort',
        () => void client.comparisons.cancel({ ticket }).catch(() => undefined),
      );
      const { batchIds, tags, by, reference } = wish;
      const [named] = batchIdsOf(reference === null ? [] : [reference]);
      const { head, data } = await client.comparisons.overlay(
        {
          batchIds: batchIdsOf(batchIds),
          tags: [...tags],
          by,
          ticket,
          ...(named === undefined ? {} : { reference: named }),
        },
        { signal },
      );
      return { head, traces: tracesOf(head, await data.arrayBuffer()) };
    },
  });
  const progress = useQuery({
    queryKey: ['compare', 'progress', wish],
    enabled: query.isFetching,
    refetchInterval: 400,
    queryFn: ({ signal }) => client.comparisons.progress({ ticket: underWay.current }, { signal }),
  });
  return {
    ...query,
    progress: query.isFetching ? (progress.data ?? null) : null,
    cancel: () => void queries.cancelQueries({ queryKey: key }),
  };
}

function tracesOf(head: OverlayHead, data: ArrayBuffer): OverlayTrace[] {
  const { points } = head;
  const part = (k: number): Float64Array => new Float64Array(data, k * points * 8, points);
  return head.traces.map(({ batchId, tag }, i) => ({
    batchId,
    tag,
    mean: part(3 * i),
    min: part(3 * i + 1),
    max: part(3 * i + 2),
  }));
}

export function useCv(batchIds: readonly string[]) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['compare', 'cv', batchIds],
    enabled: batchIds.length > 1,
    queryFn: async ({ signal }): Promise<{ rows: CvRow[]; left: { batchId: string; words: string }[] }> =>
      client.comparisons.cv({ batchIds: batchIdsOf(batchIds) }, { signal }),
  });
}

export function useGoldens() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['compare', 'goldens'],
    queryFn: async ({ signal }): Promise<GoldenSummary[]> =>
      client.comparisons.goldens(undefined, { signal }),
  });
}

/** A batch against a golden batch; asked again every half minute while it runs. */
export function useAgainst(goldenId: string | null, batch: BatchSummary | undefined) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['compare', 'against', goldenId, batch?.id],
    enabled: goldenId !== null && batch !== undefined,
    refetchInterval: batch?.endedAt === null ? 30_000 : false,
    queryFn: async ({ signal }): Promise<GoldenScore> => {
      if (goldenId === null || !batch) throw new Error('Nothing to ask for');
      return client.comparisons.against({ id: goldenId, batchId: batch.id }, { signal });
    },
  });
}

/** Makes golden batches, or takes them off the list; the list is asked for again. */
export function useGoldenDeeds() {
  const { client } = useStation();
  const queries = useQueryClient();
  return {
    make: async (id: string | null, plan: GoldenPlan, reason: string): Promise<GoldenBatch> => {
      const made = await client.comparisons.makeGolden({ id, plan, reason });
      await queries.invalidateQueries({ queryKey: ['compare'] });
      return made;
    },
    withdraw: async (id: string, reason: string): Promise<void> => {
      await client.comparisons.withdrawGolden({ id, reason });
      await queries.invalidateQueries({ queryKey: ['compare'] });
    },
  };
}

/** True once something has taken longer than a moment: shorter waits are not worth a word. */
export function useIsLong(busy: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setLong(true), 600);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [busy]);
  return busy && long;
}
