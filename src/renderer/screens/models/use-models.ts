import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelRef } from '../../../shared/model/model-registry';
import { useStation } from '../../station/station-context';
import { fieldOf } from '../../app/session/use-deed';
import { wordsOf } from '../../station/station-error';

const everyMs = 10_000;

/** All versions of all models, and the rule by which a champion gives way. */
export function useModels() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['models', 'list'],
    queryFn: ({ signal }) => client.models.list(undefined, { signal }),
    refetchInterval: everyMs,
  });
}

/** One version with its card, its history and what samples said of it. */
export function useModel(ref: ModelRef) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['models', 'get', ref.name, ref.version],
    queryFn: ({ signal }) => client.models.get({ name: ref.name, version: ref.version }, { signal }),
    refetchInterval: everyMs,
    retry: false,
  });
}

/** Two versions side by side; nothing is asked without both. */
export function useComparison(a: ModelRef | null, b: ModelRef | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['models', 'compare', a?.name, a?.version, b?.name, b?.version],
    queryFn: async ({ signal }) =>
      a && b
        ? client.models.compare(
            { a: { name: a.name, version: a.version }, b: { name: b.name, version: b.version } },
            { signal },
          )
        : null,
    enabled: a !== null && b !== null,
    retry: false,
  });
}

/** Does one thing to the registry at a time and reads it again; says what it was refused for. */
export function useModelDeed() {
  const { client } = useStation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = async <T>(
    call: (models: typeof client.models) => Promise<T>,
    refused: (field: string | null) => void = () => undefined,
  ): Promise<T | null> => {
      setBusy(true);
      setProblem('');
      try {
        return await call(client.models);
      } catch (error) {
        setProblem(wordsOf(error));
        refused(fieldOf(error));
        return null;
      } finally {
        setBusy(false);
        await queries.invalidateQueries({ queryKey: ['models'] });
      }
    };
  return { ask, busy, problem, setProblem };
}
