import { useQuery } from '@tanstack/react-query';
import type { FailedBatch } from '../../shared/contract/audit';
import { useStation } from './station-context';

const none: readonly FailedBatch[] = [];

/** Batches that the last verification found altered. */
export function useFailedBatches(): readonly FailedBatch[] {
  const { client } = useStation();
  const { data } = useQuery({
    queryKey: ['audit', 'failed-batches'],
    queryFn: async ({ signal }) => (await client.audit.status(undefined, { signal })).failedBatches,
    refetchInterval: 15_000,
    retry: false,
  });
  return data ?? none;
}
