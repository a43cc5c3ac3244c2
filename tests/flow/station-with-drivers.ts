import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { spawnChild } from '../../src/headless/spawn-child';
import type { HostMessage, WorkerMessage } from '../../src/workers/entry';
import { wallClock } from '../../src/workers/host/wall-clock';
import { driverPlan } from '../../src/workers/host/worker-plans';
import type { WorkerHandle, WorkerState } from '../../src/workers/keep-alive';
import { driverPort } from '../../src/workers/station/devices/driver-port';
import { bundleEntries } from '../../src/workers/station/record/testing/bundle-entries';
import { supervise } from '../../src/workers/supervise';
import { startStation, type StationUnderTest } from './station-under-test';

export interface StationWithDrivers extends StationUnderTest {
  /** Processes of connections that run, by name. */
  drivers(): WorkerState[];
}

/** A station in this process, with its drivers as real processes under the real supervisor. */
export async function startStationWithDrivers(dataDir?: string): Promise<StationWithDrivers> {
  const bundled = await bundleEntries({ driver: resolve('src/workers/driver/driver-worker.ts') });
  const told = new EventEmitter();
  const station = await startStation(null, dataDir, (worker) =>
    told.emit('message', { kind: 'want', worker }),
  );
  const hub: WorkerHandle<MessagePort> = {
    pid: null,
    give: (message: HostMessage, port) => {
      if (message.kind === 'port' && port) station.station.joinDriver(message.as, driverPort(port));
      if (message.kind === 'init') setImmediate(() => told.emit('message', { kind: 'ready', facts: {} }));
      if (message.kind === 'stop') told.emit('message', { kind: 'stopped' });
    },
    onMessage: (take) => void told.on('message', (message: WorkerMessage) => take(message)),
    exited: new Promise(() => undefined),
    kill: () => undefined,
  };
  const logFile = { append: (text: string) => void process.stderr.write(text) };
  const supervisor = supervise<MessagePort>({
    workers: [{ name: 'station', init: () => ({}) }],
    family: driverPlan,
    spawn: (name) => (name === 'station' ? hub : spawnChild(bundled.paths['driver'] ?? '', logFile)),
    openChannel: () => {
      const { port1, port2 } = new MessageChannel();
      return [port1, port2];
    },
    log: () => undefined,
    clock: wallClock,
    onStationUp: () => undefined,
    onStationDown: () => undefined,
    onFatal: () => undefined,
  });
  return {
    ...station,
    drivers: () => supervisor.states().filter(({ name }) => name.startsWith('driver:')),
    close: async () => {
      await station.close();
      await supervisor.stop();
      bundled.remove();
    },
  };
}
