import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useStation } from '../../../station/station-context';

/** Edge stores with their state, asked every 2 s while looked at. */
export function useEdgeStores() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'edge-stores'],
    queryFn: ({ signal }) => client.backfill.stores(undefined, { signal }),
    refetchInterval: 2000,
  });
}

/** The run that goes on and those before it, asked every second while looked at. */
export function useBackfillProgress() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'backfill'],
    queryFn: ({ signal }) => client.backfill.progress(undefined, { signal }),
    refetchInterval: 1000,
  });
}

/** Asks again: after a change made here. */
export function useRefreshBackfill(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await queries.invalidateQueries({ queryKey: ['plant', 'edge-stores'] });
    await queries.invalidateQueries({ queryKey: ['plant', 'backfill'] });
  }, [queries]);
}
