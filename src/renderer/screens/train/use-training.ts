import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { hasTrainingEnded, type TrainingPlan } from '../../../shared/model/training-plan';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';

/** Batches, features and profiles to choose from. */
export function useTrainingOptions() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['training', 'options'],
    queryFn: ({ signal }) => client.training.options(undefined, { signal }),
    refetchInterval: 30_000,
  });
}

/** What the station holds against a plan, asked shortly after it changed; nothing while there is none. */
export function usePlanCheck(plan: TrainingPlan | null) {
  const { client } = useStation();
  const [settled] = useDebouncedValue(plan, 250);
  const query = useQuery({
    queryKey: ['training', 'check', settled],
    queryFn: async ({ signal }) => (settled ? client.training.check(settled, { signal }) : null),
    enabled: settled !== null,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return { ...query, isCurrent: settled === plan && !query.isFetching };
}

/** Trainings, newest first; asked often while one runs. */
export function useTrainingJobs() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['training', 'list'],
    queryFn: ({ signal }) => client.training.list(undefined, { signal }),
    refetchInterval: ({ state }) => (state.data?.some((job) => !hasTrainingEnded(job.state)) ? 1500 : 10_000),
  });
}

/** One training, asked twice a second while it runs. */
export function useTrainingJob(id: string) {
  const { client } = useStation();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['training', 'job', id],
    queryFn: ({ signal }) => client.training.progress({ id }, { signal }),
    refetchInterval: ({ state }) => (state.data && hasTrainingEnded(state.data.state) ? false : 500),
    retry: false,
  });
  const isDone = query.data?.state === 'done';
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: ['models'] });
  }, [queries, isDone]);
  return query;
}

/** Starts and stops trainings; says what the last of it was refused for. */
export function useTrainingDeed() {
  const { client } = useStation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const ask = async <T>(call: (training: typeof client.training) => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem('');
    try {
      return await call(client.training);
    } catch (error) {
      setProblem(wordsOf(error));
      return null;
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['training'] });
    }
  };
  return { ask, busy, problem };
}
