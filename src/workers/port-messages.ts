import type { WorkerPort } from './entry';

interface NodeLikePort {
  on(event: 'message', listener: (event: unknown) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** Listens to plain messages on a port of whichever kind this host has, and to its end. */
export function onPortMessages(port: WorkerPort, take: (message: unknown) => void, closed: () => void): void {
  if ('addEventListener' in port && typeof port.addEventListener === 'function') {
    port.addEventListener('message', (event: unknown) => take((event as { data: unknown }).data));
    port.addEventListener('close', () => closed());
  } else {
    const electronPort = port as unknown as NodeLikePort;
    electronPort.on('message', (event) => take((event as { data: unknown }).data));
    electronPort.on('close', closed);
  }
  port.start();
}
