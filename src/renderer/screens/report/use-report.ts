import { useQuery } from '@tanstack/react-query';
import type { ModelRef } from '../../../shared/model/model-registry';
import { useStation } from '../../station/station-context';

/** The report of a version; it never changes. */
export function useReport(ref: ModelRef) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['models', 'report', ref.name, ref.version],
    queryFn: ({ signal }) => client.models.report(ref, { signal }),
    staleTime: Infinity,
    retry: false,
  });
}
