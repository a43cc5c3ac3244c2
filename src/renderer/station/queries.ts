import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { UnitSummary } from '../../shared/contract/units';
import type { BatchNote } from '../../shared/model/batch-note';
import type { BatchId } from '../../shared/model/identity';
import { tr } from '../strings/translate';
import { useStation } from './station-context';

/** All units with batch, phase and channels; asked again when the plant changes. */
export function useUnits() {
  const station = useStation();
  const query = useQuery({
    queryKey: ['plant', 'units'],
    queryFn: ({ signal }) => station.client.units.list(undefined, { signal }),
    refetchInterval: 60_000,
    select: inLanguage,
  });
  const { data } = query;
  useEffect(() => {
    if (data) station.paint.measureOnly(instrumentSeries(data));
  }, [station, data]);
  return query;
}

/** Channels of the catalogue under their names in the language of the window; others keep theirs. */
function inLanguage(units: UnitSummary[]): UnitSummary[] {
  return units.map((unit) => ({
    ...unit,
    channels: unit.channels.map((channel) => ({ ...channel, name: tr(channel.name) })),
  }));
}

function instrumentSeries(units: readonly UnitSummary[]): ReadonlySet<number> {
  const channels = units.flatMap((unit) => unit.channels);
  return new Set(channels.filter((channel) => channel.kind === 'measured').map((channel) => channel.series));
}

/** Every batch of every unit, newest first; asked again when the plant changes. */
export function useBatches(enabled = true) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'batches'],
    queryFn: ({ signal }) => client.batches.summaries(undefined, { signal }),
    refetchInterval: 60_000,
    enabled,
  });
}

/** What is written down of a batch, in order of time; nothing is asked without one. */
export function useNotes(batchId: BatchId | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'notes', batchId],
    queryFn: async ({ signal }): Promise<BatchNote[]> =>
      batchId === null ? [] : client.batches.notes({ batchId }, { signal }),
    enabled: batchId !== null,
  });
}

/** Units that no screen lists. */
export function useHiddenUnits() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['plant', 'hidden'],
    queryFn: ({ signal }) => client.units.hidden(undefined, { signal }),
    refetchInterval: 60_000,
  });
}

/** Who the station is. */
export function useHello() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['hello'],
    queryFn: ({ signal }) => client.station.hello(undefined, { signal }),
  });
}

/** How recording, sources and workers are; asked every 5 s, which also keeps the station's clock known. */
export function useHealth() {
  const { client, clock } = useStation();
  return useQuery({
    queryKey: ['health'],
    queryFn: async ({ signal }) => {
      const sentAt = Date.now();
      const health = await client.station.health(undefined, { signal });
      clock.learn({ sentAt, stationAt: health.now, receivedAt: Date.now() });
      return health;
    },
    refetchInterval: 5000,
  });
}
