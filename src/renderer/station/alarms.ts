import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AlarmList, StandingAlarmEntry } from '../../shared/contract/alarms';
import type { UnitId } from '../../shared/model/identity';
import { useStation } from './station-context';

const listKey = ['alarms', 'list'];

/** What is not at rest, asked twice a second: an alarm is on the screen within a second. */
export function useAlarms() {
  const { client } = useStation();
  return useQuery({
    queryKey: listKey,
    queryFn: ({ signal }): Promise<AlarmList> => client.alarms.list(undefined, { signal }),
    refetchInterval: 500,
    retry: false,
  });
}

/** Has the list asked again after a deed. */
export function useAlarmsAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: ['alarms'] }), [queries]);
}

/** Transitions between two moments, newest first. */
export function useAlarmJournal(from: number, to: number, unitId: UnitId | null) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['alarms', 'journal', from, to, unitId],
    queryFn: ({ signal }) =>
      client.alarms.journal({ from, to, limit: 2000, ...(unitId === null ? {} : { unitId }) }, { signal }),
  });
}

/** The figures of the operating position between two moments. */
export function useAlarmKpi(from: number, to: number) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['alarms', 'kpi', from, to],
    queryFn: ({ signal }) => client.alarms.kpi({ from, to }, { signal }),
  });
}

/** Alarms out of service: requests, those in force, and what ended lately. */
export function useAlarmOutages() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['alarms', 'outages'],
    queryFn: ({ signal }) => client.alarms.outages(undefined, { signal }),
    refetchInterval: 5000,
  });
}

/** The master alarm database. */
export function useAlarmDefinitions() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['alarms', 'definitions'],
    queryFn: ({ signal }) => client.alarms.definitions(undefined, { signal }),
  });
}

/** True where a person has not seen it yet. */
export function isUnseen({ hold, state }: StandingAlarmEntry): boolean {
  return hold === null && ['unacknowledged', 'returned', 'latched'].includes(state.state);
}
