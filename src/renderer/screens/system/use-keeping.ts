import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';

const queryKey = ['keeping'];

/** How the store is kept; asked twice a second while something is done on it. */
export function useKeeping() {
  const { client } = useStation();
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => client.keeping.status(undefined, { signal }),
    refetchInterval: ({ state }) => (state.data?.job ? 500 : state.data?.sizes === null ? 2000 : 15_000),
  });
}

/** One place from which work on the store is asked for, with what the last of it was refused for. */
export function useKeepingDeeds() {
  const { client } = useStation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = async (call: (keeping: typeof client.keeping) => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem('');
    try {
      await call(client.keeping);
      return true;
    } catch (error) {
      setProblem(wordsOf(error));
      return false;
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey });
    }
  };
  return { ask, busy, problem };
}
export type KeepingDeeds = ReturnType<typeof useKeepingDeeds>;
