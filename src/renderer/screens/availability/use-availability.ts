import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Batch } from '../../../shared/model/process-unit';
import { useStation } from '../../station/station-context';
import type { AvailabilityChoice } from './availability-window';

const askEveryMs = 5000;

/** Figures of the choice, asked again while the page is open. */
export function useAvailability(choice: AvailabilityChoice | null) {
  const { client, clock } = useStation();
  return useQuery({
    queryKey: ['availability', choice],
    enabled: choice !== null,
    placeholderData: keepPreviousData,
    refetchInterval: askEveryMs,
    queryFn: ({ signal }) => {
      if (choice === null) throw new Error('Nothing was chosen');
      return client.completeness.availability(
        choice.kind === 'batch'
          ? { batchId: choice.batchId }
          : { unitId: choice.unitId, from: Math.max(0, Math.round(clock.now()) - choice.spanMs) },
        { signal },
      );
    },
  });
}

/** Batches of a unit, newest first. */
export function useUnitBatches(unitId: Batch['unitId'] | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'batches', unitId],
    enabled: unitId !== null,
    queryFn: ({ signal }) => client.batches.list(unitId === null ? {} : { unitId }, { signal }),
  });
}
