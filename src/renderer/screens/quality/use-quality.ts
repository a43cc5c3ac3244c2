import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';

const everyMs = 10_000;

/** Every deviation, CAPA, change, training and procedure, newest first. */
export function useQuality() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['quality', 'list'],
    queryFn: ({ signal }) => client.quality.list({}, { signal }),
    refetchInterval: everyMs,
  });
}

/** One item with all its versions. */
export function useQualityItem(id: string) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['quality', 'get', id],
    queryFn: ({ signal }) => client.quality.get({ id }, { signal }),
    refetchInterval: everyMs,
    retry: false,
  });
}

/** Its signatures, checked anew. */
export function useSignaturesOf(type: string, id: string, version: number) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['signing', 'of', type, id, version],
    queryFn: ({ signal }) => client.signing.of({ type, id }, { signal }),
    refetchInterval: everyMs,
    retry: false,
  });
}

/** Printed names by person. */
export function useNames(): Readonly<Record<string, string>> {
  const { client } = useStation();
  const { data } = useQuery({
    queryKey: ['quality', 'names'],
    queryFn: ({ signal }) => client.quality.names(undefined, { signal }),
    staleTime: 60_000,
  });
  return data ?? {};
}

/** Does one thing at a time and reads everything again; says what it was refused for. */
export function useQualityDeed() {
  const { client } = useStation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = async <T>(call: (quality: typeof client.quality) => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem('');
    try {
      return await call(client.quality);
    } catch (error) {
      setProblem(wordsOf(error));
      return null;
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['quality'] });
    }
  };
  return { ask, busy, problem, setProblem };
}
