import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BatchFacts } from '../../../shared/contract/comparisons';
import { useStation } from '../../station/station-context';

/** Facts by the id of their batch. */
export type FactsById = ReadonlyMap<string, BatchFacts>;

/** Verdict, data quality and size of every batch; empty until they are known. */
export function useBatchFacts(): FactsById {
  const { client } = useStation();
  const { data } = useQuery({
    queryKey: ['plant', 'batch-facts'],
    queryFn: ({ signal }) => client.comparisons.facts(undefined, { signal }),
    refetchInterval: 60_000,
  });
  return useMemo(() => new Map((data ?? []).map((facts) => [facts.batchId, facts])), [data]);
}
