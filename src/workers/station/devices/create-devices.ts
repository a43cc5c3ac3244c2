import { randomUUID } from 'node:crypto';
import type { PortList } from '../../../../drivers/serial/list-ports';
import { serialDrivers } from '../../../../drivers/serial/serial-drivers';
import type { Connection } from '../../../shared/model/connection';
import type { DeviceScan, DriverCard, SerialPortInfo } from '../../../shared/model/device';
import { Refusal } from '../../../shared/model/refusal';
import { answerOf, lookingProcess } from './device-driver';
import type { DeviceMaps } from './device-maps';
import type { DevicesRoom } from './devices-room';
import type { DeviceStatuses } from './device-statuses';
import type { DriverLink, DriverProcesses } from './driver-processes';
import { connectionFor } from './use-device';

export interface DevicesDeps {
  readonly processes: DriverProcesses;
  readonly maps: DeviceMaps;
  readonly statuses: DeviceStatuses;
  readonly connections: () => readonly Connection[];
  readonly save: (connection: Connection) => Connection;
  readonly now: () => number;
}

const portsWithinMs = 15_000;
let asks = 1_000_000;

/** Ports, scans, and connections made of what a scan found. */
export function createDevices(deps: DevicesDeps): DevicesRoom {
  let scan: DeviceScan | null = null;
  let looking: DriverLink | null = null;

  const takenPorts = (): Record<string, string> =>
    Object.fromEntries(
      deps.connections().flatMap((one) => ('line' in one && one.enabled ? [[one.line.path, one.name]] : [])),
    );
  const usedBy = ({ path }: Pick<SerialPortInfo, 'path'>): SerialPortInfo['usedBy'] =>
    deps.connections().find((one) => 'line' in one && one.enabled && one.line.path === path)?.id ?? null;
  const askPorts = async (): Promise<PortList> => {
    const link = await deps.processes.open(lookingProcess);
    if (!link) throw new Error('The process that looks at ports does not start');
    asks += 1;
    return answerOf<PortList>(link, { kind: 'ports', ask: asks }, AbortSignal.timeout(portsWithinMs));
  };
  const ended = (id: string, state: 'failed' | 'cancelled', words: string): void => {
    if (scan?.id === id && scan.state === 'running') scan = { ...scan, state, words, endedAt: deps.now() };
  };

  const begin = async (running: DeviceScan, plan: Parameters<DevicesRoom['scan']>[0]): Promise<void> => {
    const link = await deps.processes.open(lookingProcess);
    if (!link) return ended(running.id, 'failed', 'The process that looks at ports does not start.');
    if (scan?.id !== running.id || scan.state !== 'running') return;
    looking = link;
    const forget = link.onMessage((message) => {
      if (message.kind !== 'scan' || message.scan.id !== scan?.id) return;
      ({ scan } = message);
      if (scan.state !== 'running') forget();
    });
    void link.closed.then(() =>
      ended(running.id, 'failed', 'The process that looks at ports ended. Look again.'),
    );
    const maps = deps.maps.read().maps.map(({ map }) => map);
    link.post({ kind: 'scan', id: running.id, plan, maps, taken: takenPorts() });
  };

  return {
    ports: async () => {
      // The process may have been about to rest when it was asked.
      const { ports, words } = await askPorts()
        .catch(askPorts)
        .catch((problem: unknown) => {
          throw new Refusal('UNAVAILABLE', problem instanceof Error ? problem.message : String(problem));
        });
      return { ports: ports.map((port) => ({ ...port, usedBy: usedBy(port) })), words };
    },
    drivers: () => {
      const { maps, refused } = deps.maps.read();
      return { drivers: [...serialCards(), ...maps.map(mapCard)], refused: [...refused] };
    },
    scan: (plan) => {
      if (scan?.state === 'running')
        throw new Refusal('CONFLICT', 'A scan is under way: wait for it or stop it');
      if (plan.ports.length + plan.hosts.length === 0)
        throw new Refusal('REFUSED', 'Choose a port or a host to look at', 'ports');
      const running: DeviceScan = {
        id: randomUUID().slice(0, 8),
        state: 'running',
        startedAt: deps.now(),
        endedAt: null,
        done: 0,
        total: 0,
        words: 'Beginning',
        found: [],
        problems: [],
      };
      scan = running;
      void begin(running, plan);
      return running;
    },
    progress: () => scan,
    cancel: () => {
      if (scan?.state !== 'running') return false;
      looking?.post({ kind: 'cancel-scan' });
      if (!looking) ended(scan.id, 'cancelled', 'Stopped');
      return true;
    },
    statuses: (id, withHistory) => deps.statuses.list(id, withHistory),
    use: (wish) => {
      const found = scan?.found.find(({ key }) => key === wish.key);
      if (!found) throw new Refusal('NOT_FOUND', 'That device is not among the last scan: look again', 'key');
      return deps.save(connectionFor(found, wish, deps.connections()));
    },
  };
}

function serialCards(): DriverCard[] {
  return serialDrivers.map((driver) => ({
    id: driver.id,
    words: driver.words,
    kind: 'serial',
    manufacturer: driver.manufacturer,
    origin: 'program',
    bauds: [...driver.bauds],
    busId: null,
    readings: [...driver.readings({ address: driver.addresses[0] ?? '', inputs: [] })],
  }));
}

function mapCard({ map, origin }: ReturnType<DeviceMaps['read']>['maps'][number]): DriverCard {
  const { id, words, manufacturer, bauds, busId, readings } = map;
  return {
    id,
    words,
    kind: 'modbus',
    manufacturer,
    origin,
    bauds: [...bauds],
    busId,
    readings: readings.map(({ name, words: named, unit, tag }) => ({
      reading: name,
      words: named || name,
      unit,
      tag,
    })),
  };
}
