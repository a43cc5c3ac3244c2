import type { Connection } from '../src/shared/model/connection';
import type { Driver } from './driver';
import { mqttDriver } from './mqtt/mqtt-driver';

export type Drivers = Readonly<Record<Connection['kind'], Driver>>;

/** Every kind of source this station can open. The demo plant is an ordinary broker on loopback. */
export const drivers: Drivers = { mqtt: mqttDriver, demo: mqttDriver };
