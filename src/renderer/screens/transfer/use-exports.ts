import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ExportPlanInput } from '../../../shared/model/export-plan';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';

const queryKey = ['exports'];

/** Exports, newest first; asked twice a second while one runs. */
export function useExports() {
  const { client } = useStation();
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => client.exports.list(undefined, { signal }),
    refetchInterval: ({ state }) => (state.data?.some((job) => job.state === 'running') ? 500 : 10_000),
  });
}

/** Size that an export may come to; asked anew whenever the plan changes. */
export function useEstimate(plan: ExportPlanInput | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['export-estimate', plan],
    queryFn: async ({ signal }) => (plan ? await client.exports.estimate(plan, { signal }) : null),
    enabled: plan !== null,
    retry: false,
    placeholderData: (before) => before,
  });
}

/** Files of one export. */
export function useExportManifest(id: string | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['export-manifest', id],
    queryFn: async ({ signal }) => (id === null ? null : await client.exports.manifest({ id }, { signal })),
    enabled: id !== null,
    retry: false,
  });
}

/** One place from which exports are started, stopped and taken off the list, with what the last of it was refused for. */
export function useExportDeeds() {
  const { client } = useStation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = useCallback(
    async <T>(call: (exports: typeof client.exports) => Promise<T>): Promise<T | null> => {
      setBusy(true);
      setProblem('');
      try {
        const answer = await call(client.exports);
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
  return { ask, busy, problem };
}
