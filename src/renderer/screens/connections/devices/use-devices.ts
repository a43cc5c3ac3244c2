import { useQuery } from '@tanstack/react-query';
import type { ConnectionId } from '../../../../shared/model/identity';
import { useStation } from '../../../station/station-context';

/** Serial ports of the station's machine, asked when the form opens and every few seconds, so that an adapter shows. */
export function usePorts() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['devices', 'ports'],
    queryFn: ({ signal }) => client.devices.ports(undefined, { signal }),
    refetchInterval: 5000,
  });
}

/** Drivers and register maps, and the files that could not be read. */
export function useDrivers() {
  const { client } = useStation();
  return useQuery({
    queryKey: ['devices', 'drivers'],
    queryFn: ({ signal }) => client.devices.drivers(undefined, { signal }),
  });
}

/** The devices of one connection, asked every second while looked at. */
export function useDevicesOf(connectionId: ConnectionId) {
  const { client } = useStation();
  return useQuery({
    queryKey: ['devices', 'live', connectionId],
    queryFn: ({ signal }) => client.devices.live({ connectionId }, { signal }),
    refetchInterval: 1000,
  });
}
