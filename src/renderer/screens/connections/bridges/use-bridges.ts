import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useStation } from '../../../station/station-context';

/** The bridges and how they stand, asked every 2 s while looked at. */
export function useBridges() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'bridges'],
    queryFn: ({ signal }) => client.bridges.list(undefined, { signal }),
    refetchInterval: 2000,
  });
}

/** Asks again: after a change made here. */
export function useRefreshBridges(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: ['plant', 'bridges'] }), [queries]);
}
