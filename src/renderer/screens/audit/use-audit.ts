import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AuditFilter } from '../../../shared/contract/audit';
import type { SealedEntry } from '../../../shared/model/ledger-entry';
import { useStation } from '../../station/station-context';

const atOnce = 100;

/** What is asked for; what is left out is not asked. */
export type AuditAsk = Omit<Partial<AuditFilter>, 'before' | 'limit'>;

/** Head, keys, anchors and the last verification; asked twice a second while one runs. */
export function useAuditStatus() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['audit', 'status'],
    queryFn: ({ signal }) => client.audit.status(undefined, { signal }),
    refetchInterval: ({ state }) => (state.data?.verdict?.state === 'running' ? 500 : 5000),
  });
}

/** Entries newest first, page by page. */
export function useAuditEntries(ask: AuditAsk, enabled: boolean) {
  const { client } = useStation();
  return useInfiniteQuery({
    queryKey: ['audit', 'list', ask],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list(
        { ...ask, limit: atOnce, ...(pageParam === null ? {} : { before: pageParam }) },
        { signal },
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page: readonly SealedEntry[]) =>
      page.length < atOnce ? undefined : (page.at(-1)?.entry.seq ?? undefined),
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : 5000),
    retry: false,
    enabled,
  });
}

/** Asks again for everything of the audit. */
export function useAuditChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: ['audit'] }), [queries]);
}
