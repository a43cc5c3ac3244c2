import type { Connection } from '../src/shared/model/connection';
import { csvDriver } from './csv/csv-driver';
import type { Driver } from './driver';
import { mqttDriver } from './mqtt/mqtt-driver';
import { sparkplugDriver } from './sparkplug/host-driver';

export type Drivers = Readonly<Partial<Record<Connection['kind'], Driver>>>;

/** Sources that the station opens itself; devices have a process of their own. The demo plant is an ordinary broker. */
export const drivers: Drivers = {
  mqtt: mqttDriver,
  demo: mqttDriver,
  sparkplug: sparkplugDriver,
  csv: csvDriver,
};
