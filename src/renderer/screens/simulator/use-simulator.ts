import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useStation } from '../../station/station-context';
import type { StationClient } from '../../station/station';
import { wordsOf } from '../../station/station-error';

const queryKey = ['simulator'];

/** The simulated units and what can be done to them, asked every second while looked at. */
export function useSimulator() {
  const { client } = useStation();
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => client.simulator.status(undefined, { signal }),
    refetchInterval: 1000,
    retry: false,
  });
}

export interface Deed {
  readonly busy: boolean;
  /** Why the last one was refused; empty when it was not. */
  readonly problem: string;
  /** Asks the simulator for something; the answer, or null where it was refused. */
  readonly ask: <T>(call: (simulator: StationClient['simulator']) => Promise<T>) => Promise<T | null>;
  readonly forget: () => void;
}

/** One place from which the simulator is asked to do things, with what it said to the last of them. */
export function useDeed(): Deed {
  const { client } = useStation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = useCallback(
    async <T>(call: (simulator: StationClient['simulator']) => Promise<T>): Promise<T | null> => {
      setBusy(true);
      setProblem('');
      try {
        const answer = await call(client.simulator);
        await queries.invalidateQueries({ queryKey });
        return answer;
      } catch (error) {
        setProblem(wordsOf(error));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [client, queries],
  );
  const forget = useCallback(() => setProblem(''), []);
  return { busy, problem, ask, forget };
}
