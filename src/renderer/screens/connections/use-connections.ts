import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { UnmappedTopic } from '../../../shared/model/connection';
import type { ConnectionId } from '../../../shared/model/identity';
import { useStation } from '../../station/station-context';
import { nextRates } from './count-rates';
import type { CountRates } from './count-rates';

interface Counted {
  readonly rates: CountRates;
}

/** The connections with their state and message rates, asked every 2 s while looked at. */
export function useConnections() {
  const { client } = useStation();
  const queries = useQueryClient();
  const queryKey = ['plant', 'connections'];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const connections = await client.connections.list(undefined, { signal });
      const before = queries.getQueryData<Counted>(queryKey)?.rates;
      const counters = connections.map(({ id, status }) => [id, status.messages] as const);
      return { connections, rates: nextRates(before, Date.now(), counters) };
    },
    refetchInterval: 2000,
  });
}

/** Name of a topic's counter: one topic can carry several names. */
export const topicKey = ({ topic, tag }: Pick<UnmappedTopic, 'topic' | 'tag'>): string => `${topic} ${tag}`;

/** What arrives on a connection and feeds nothing, with rates, asked every 2 s. */
export function useUnmapped(id: ConnectionId) {
  const { client } = useStation();
  const queries = useQueryClient();
  const queryKey = ['plant', 'unmapped', id];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const answer = await client.connections.unmapped({ id }, { signal });
      const before = queries.getQueryData<Counted>(queryKey)?.rates;
      const counters = answer.topics.map((topic) => [topicKey(topic), topic.count] as const);
      return { ...answer, rates: nextRates(before, Date.now(), counters) };
    },
    refetchInterval: 2000,
  });
}

/** Asks for the connections, and what hangs on them, again: after a change made here. */
export function useRefreshConnections(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await queries.invalidateQueries({ queryKey: ['plant'] });
  }, [queries]);
}
