import type { FromDriver } from '../../../../drivers/device/process-messages';
import type { WorkerPort } from '../../entry';
import { onPortMessages } from '../../port-messages';
import type { DriverPort } from './driver-processes';

/** A port of whichever kind the host has, as the room of devices uses it. */
export function driverPort(port: WorkerPort): DriverPort {
  return {
    post: (message) => port.postMessage(message),
    listen: (take, closed) => onPortMessages(port, (message) => take(message as FromDriver), closed),
  };
}
