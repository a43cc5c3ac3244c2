import type { Rooms } from './rooms';
import { guarded } from './who';

/** Ports, scans and what devices say. */
export function deviceVerbs({ devices }: Rooms) {
  const os = guarded.devices;
  return {
    ports: os.ports.handler(() => devices.ports()),
    drivers: os.drivers.handler(() => devices.drivers()),
    scan: os.scan.handler(({ input }) => devices.scan(input)),
    progress: os.progress.handler(() => ({ scan: devices.progress() })),
    cancel: os.cancel.handler(() => ({ cancelled: devices.cancel() })),
    list: os.list.handler(() => devices.statuses(null, false)),
    live: os.live.handler(({ input }) => devices.statuses(input.connectionId, true)),
    use: os.use.handler(({ input }) => devices.use(input)),
  };
}
