import { useQuery } from '@tanstack/react-query';
import type { UnitSummary } from '../../../shared/contract/units';
import { notesInForce } from '../../../shared/model/batch-note';
import { machines, stateOf } from '../../../shared/model/quality/machines';
import { useStation } from '../../station/station-context';
import type { StationClient } from '../../station/station';
import type { Span } from './shift-span';

/** What a crew hands over of one unit, as it stood at both ends of the shift. */
export type UnitShift = Awaited<ReturnType<typeof gather>>;

const longestJournal = 5000;

async function gather(client: StationClient, unit: UnitSummary, { from, to }: Span, signal: AbortSignal) {
  const { id: unitId } = unit;
  const [batches, start, end, journal, availability, quality] = await Promise.all([
    client.batches.list({ unitId }, { signal }),
    client.units.current({ id: unitId, at: from }, { signal }),
    client.units.current({ id: unitId, at: to }, { signal }),
    client.alarms.journal({ unitId, from, to, limit: longestJournal }, { signal }),
    client.completeness.availability({ unitId, from, to }, { signal }),
    client.quality.list({}, { signal }),
  ]);
  const ran = batches.filter(
    ({ inoculatedAt, endedAt }) => inoculatedAt < to && (endedAt === null || endedAt > from),
  );
  const written = await Promise.all(
    ran.map(async ({ id }) => ({
      records: await client.records.list({ batchId: id }, { signal }),
      notes: await client.batches.notes({ batchId: id }, { signal }),
    })),
  );
  const during = (at: number): boolean => at >= from && at < to;
  const batchIds = new Set(ran.map(({ id }) => id));
  return {
    batches: ran,
    start: start.values,
    end: end.values,
    journal: journal.toReversed(),
    availability,
    records: written.flatMap(({ records }) => records.filter(({ enteredAt }) => during(enteredAt))),
    notes: written.flatMap(({ notes }) => notesInForce(notes).filter(({ at }) => during(at))),
    open: quality.filter(
      (item) =>
        (item.unitId === unitId || (item.batchId !== null && batchIds.has(item.batchId))) &&
        item.enteredAt < to &&
        stateOf(machines[item.kind], item.state).final !== true,
    ),
  };
}

/** Everything of a unit in a shift; asked again every minute while the shift runs. */
export function useUnitShift(unit: UnitSummary, span: Span, running: boolean) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['shift', unit.id, span.from, span.to],
    queryFn: ({ signal }) => gather(client, unit, span, signal),
    refetchInterval: running ? 60_000 : false,
  });
}
