import { useQuery } from '@tanstack/react-query';
import { useStation } from '../../station/station-context';
import type { AlarmHappening } from './alarm-happening';

/** When an alarm was raised, by the clock of its values: the journal's newest activation. Undefined until it is known. */
export function useRaisedAt({ unitId, definition, at }: AlarmHappening): number | undefined {
  const { client, clock } = useStation();
  const { data } = useQuery({
    queryKey: ['alarms', 'raised', unitId, definition.id],
    queryFn: async ({ signal }) => {
      // The clock of an accelerated plant may be ahead of the station's.
      const to = Math.round(clock.now()) + 366 * 86_400_000;
      const asked = { from: 0, to, unitId, alarmId: definition.id, limit: 50 };
      const events = await client.alarms.journal(asked, { signal });
      return events.find(({ what }) => what === 'activated')?.at ?? Math.round(clock.now());
    },
    enabled: at === null,
    staleTime: 5000,
  });
  return at ?? data;
}
