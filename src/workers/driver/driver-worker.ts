import { connectHost } from '../entry';
import { stderrLog } from '../log';
import { onPortMessages } from '../port-messages';
import { createDriverProcess } from './driver-process';
import type { ToDriver } from '../../../drivers/device/process-messages';

/** The process of one connection to devices: it reads on while the station is away, and ends when nobody needs it. */
const log = stderrLog('driver');
const host = connectHost();
const driver = createDriverProcess({ log, rest: () => host.tell({ kind: 'rest' }) });

host.onInit(() => host.tell({ kind: 'ready', facts: {} }));
host.onPort((_as, port) => {
  const detach = driver.attach((message) => port.postMessage(message));
  onPortMessages(port, (message) => driver.hear(message as ToDriver), detach);
});
host.onStop(() => {
  void driver.stop().then(() => host.tell({ kind: 'stopped' }));
});
