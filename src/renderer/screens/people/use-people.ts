import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useStation } from '../../station/station-context';

/** Everybody with an account. */
export function usePeople() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['people', 'list'],
    queryFn: ({ signal }) => client.people.list(undefined, { signal }),
  });
}

/** Sessions that are open, asked for every 10 s. */
export function useSessions() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['people', 'sessions'],
    queryFn: ({ signal }) => client.people.sessions(undefined, { signal }),
    refetchInterval: 10_000,
  });
}

/** Who may do what, and the reviews made of it so far. */
export function useAccessReview() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['people', 'review'],
    queryFn: ({ signal }) => client.people.accessReview(undefined, { signal }),
  });
}

/** Asks again for everything about people. */
export function usePeopleChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: ['people'] }), [queries]);
}
