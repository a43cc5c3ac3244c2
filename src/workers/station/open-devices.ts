import { join } from 'node:path';
import type { Driver } from '../../../drivers/driver';
import type { ConnectionId } from '../../shared/model/identity';
import { createDeviceDriver } from './devices/device-driver';
import { createDeviceEvents } from './devices/device-events';
import { createDeviceMaps } from './devices/device-maps';
import { createDeviceStatuses } from './devices/device-statuses';
import { createDevices } from './devices/create-devices';
import type { DevicesRoom } from './devices/devices-room';
import { createDriverProcesses, type DriverProcesses } from './devices/driver-processes';
import type { EventsDesk } from './events-desk';
import type { Sources } from './sources';

export interface OpenDevicesDeps {
  readonly dataDir: string;
  /** Asks the host for a process. */
  readonly want: (worker: string) => void;
  readonly events: Pick<EventsDesk, 'tell' | 'began' | 'ended'>;
  readonly now: () => number;
  /** Asked when they are needed: they are made after this room. */
  readonly sources: () => Pick<Sources, 'list' | 'save'>;
}

export interface OpenDevices {
  readonly room: DevicesRoom;
  readonly drivers: Readonly<Record<'serial' | 'line' | 'modbus-rtu' | 'modbus-tcp', Driver>>;
  readonly join: DriverProcesses['join'];
  /** Connections changed. */
  refresh(): void;
}

/** Opens the room of devices at this machine's own ports, each connection with a process of its own. */
export function openDevices({ dataDir, want, events, now, sources }: OpenDevicesDeps): OpenDevices {
  const processes = createDriverProcesses(want);
  const maps = createDeviceMaps(join(dataDir, 'devices'));
  const statuses = createDeviceStatuses(now);
  const nameOf = (id: ConnectionId): string =>
    sources()
      .list()
      .find((one) => one.id === id)?.name ?? id;
  const told = createDeviceEvents({
    began: (key, degradation) => events.began(key, degradation),
    ended: (key, words) => events.ended(key, words),
    nameOf: ({ connectionId, driverWords, device }) =>
      `${nameOf(connectionId)}, ${driverWords}${device === '1' ? '' : ` (${device})`}`,
  });
  const driver = createDeviceDriver({
    processes,
    maps: () => Object.fromEntries(maps.read().maps.map(({ map }) => [map.id, map])),
    devices: (id, list) => {
      statuses.take(id, list);
      told.look(list, now());
    },
    gone: (id, words) => {
      told.forget(statuses.list(id, false));
      statuses.gone(id, words);
    },
    holderOf: (path) =>
      sources()
        .list()
        .find((one) => 'line' in one && one.enabled && one.line.path === path)?.name,
    tell: (id, words) => events.tell('warning', 'device-changed', `${nameOf(id)}: ${words}`),
  });
  return {
    drivers: { serial: driver, line: driver, 'modbus-rtu': driver, 'modbus-tcp': driver },
    join: (name, port) => processes.join(name, port),
    refresh: () =>
      statuses.keepOnly(
        new Set(
          sources()
            .list()
            .map(({ id }) => id),
        ),
      ),
    room: createDevices({
      processes,
      maps,
      statuses,
      now,
      connections: () => sources().list(),
      save: (connection) => sources().save(connection, {}),
    }),
  };
}
