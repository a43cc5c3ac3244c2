import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldJob } from '../../../shared/contract/field';
import type { DeviceScan, DeviceStatus } from '../../../shared/model/device';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';

/** Serial ports of the station's machine; asked again so that what is plugged in shows by itself. */
export function usePorts() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['devices', 'ports'],
    queryFn: ({ signal }) => client.devices.ports(undefined, { signal }),
    refetchInterval: 3000,
  });
}

/** Drivers and register maps that devices can be read with. */
export function useDriverCards() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['devices', 'drivers'],
    queryFn: ({ signal }) => client.devices.drivers(undefined, { signal }),
  });
}

export const isScanning = (scan: Pick<DeviceScan, 'state'> | null | undefined): boolean =>
  scan?.state === 'running';

/** The scan under way or the last one. */
export function useScan() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['devices', 'scan'],
    queryFn: async ({ signal }) => (await client.devices.progress(undefined, { signal })).scan,
    refetchInterval: ({ state }) => (isScanning(state.data) ? 300 : 5000),
  });
}

/** Every device that is read, with its newest two minutes; asked twice a second. */
export function useLiveDevices() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['devices', 'live'],
    queryFn: async ({ signal }): Promise<DeviceStatus[]> => {
      const devices = await client.devices.list(undefined, { signal });
      const ids = [...new Set(devices.map(({ connectionId }) => connectionId))];
      const live = await Promise.all(
        ids.map((connectionId) => client.devices.live({ connectionId }, { signal })),
      );
      return live.flat();
    },
    refetchInterval: 500,
  });
}

/** The recording that goes on; asked every second. */
export function useFieldStatus() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['field', 'status'],
    queryFn: ({ signal }) => client.field.status(undefined, { signal }),
    refetchInterval: 1000,
  });
}

export function useFieldFiles() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['field', 'files'],
    queryFn: ({ signal }) => client.field.files(undefined, { signal }),
    refetchInterval: 5000,
  });
}

export const isAtWork = ({ state }: Pick<FieldJob, 'state'>): boolean =>
  state === 'checking' || state === 'merging';

/** The check or merge that runs or was the last. */
export function useFieldJob() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['field', 'job'],
    queryFn: ({ signal }) => client.field.job(undefined, { signal }),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 300 : 3000),
  });
}

export function useMerges() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['field', 'merges'],
    queryFn: ({ signal }) => client.field.merges(undefined, { signal }),
    refetchInterval: 5000,
  });
}

export interface FieldDeed {
  readonly busy: boolean;
  /** Why the last one did not work; empty where it did. */
  readonly problem: string;
  /** Runs a call and then asks again what it changed. */
  readonly act: (deed: () => Promise<unknown>) => Promise<boolean>;
}

/** Deeds of this screen, one after the other. */
export function useFieldDeed(): FieldDeed {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const act = async (deed: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem('');
    try {
      await deed();
      return true;
    } catch (error) {
      setProblem(wordsOf(error));
      return false;
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['field'] });
      await queries.invalidateQueries({ queryKey: ['devices'] });
    }
  };
  return { busy, problem, act };
}
