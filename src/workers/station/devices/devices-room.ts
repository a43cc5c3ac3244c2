import type { z } from 'zod';
import type { devices } from '../../../shared/contract/devices';
import type { Connection } from '../../../shared/model/connection';
import type {
  DeviceScan,
  DeviceScanPlan,
  DeviceStatus,
  DriverCard,
  SerialPortInfo,
} from '../../../shared/model/device';
import type { ConnectionId } from '../../../shared/model/identity';

type Shown<T extends keyof typeof devices> = z.infer<
  NonNullable<(typeof devices)[T]['~orpc']['inputSchema']>
>;
export type UseDevice = Shown<'use'>;

/** Devices at this machine's own ports. Everything here may refuse with words. */
export interface DevicesRoom {
  ports(): Promise<{ ports: SerialPortInfo[]; words: string }>;
  drivers(): { drivers: DriverCard[]; refused: { file: string; words: string }[] };
  scan(plan: DeviceScanPlan): DeviceScan;
  progress(): DeviceScan | null;
  cancel(): boolean;
  /** Of one connection, or of all; `withHistory` adds the recent values. */
  statuses(id: ConnectionId | null, withHistory: boolean): DeviceStatus[];
  use(wish: UseDevice): Connection;
}
