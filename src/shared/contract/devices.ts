import { z } from 'zod';
import { connectionSchema } from '../model/connection';
import {
  deviceScanPlanSchema,
  deviceScanSchema,
  deviceStatusSchema,
  driverCardSchema,
  serialPortSchema,
} from '../model/device';
import { connectionIdSchema, unitIdSchema } from '../model/identity';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path: `/device${path}`, summary, tags: ['Devices'] });

/** Devices at the station's own ports: found, read, made a connection. No verb writes to one. */
export const devices = {
  /** `words` say why there is none to list, where the system cannot tell. */
  ports: route('GET', '/ports', 'Serial ports of this machine').output(
    z.object({ ports: z.array(serialPortSchema), words: z.string() }),
  ),
  /** Maps that could not be read are told with what is wrong in them. */
  drivers: route('GET', '/drivers', 'Drivers and register maps').output(
    z.object({
      drivers: z.array(driverCardSchema),
      refused: z.array(z.object({ file: z.string(), words: z.string() })),
    }),
  ),
  /** One scan at a time; ports that a connection holds open are left alone and told. */
  scan: route('POST', '/scan', 'Look for devices').input(deviceScanPlanSchema).output(deviceScanSchema),
  progress: route('GET', '/scan', 'The scan under way, or the last one').output(
    z.object({ scan: deviceScanSchema.nullable() }),
  ),
  cancel: route('POST', '/scan/cancel', 'Stop the scan').output(z.object({ cancelled: z.boolean() })),
  /** Without values' history: ask `live` for that. */
  list: route('GET', '/list', 'Devices of open connections').output(z.array(deviceStatusSchema)),
  live: route('GET', '/live', 'Raw and scaled values of the devices of a connection')
    .input(z.object({ connectionId: connectionIdSchema }))
    .output(z.array(deviceStatusSchema)),
  /** A device found on a bus that a connection already serves joins that connection. */
  use: route('POST', '/use', 'Make a connection of a found device')
    .input(
      z.object({
        /** Of the last scan. */
        key: z.string().min(1),
        name: z.string().min(1, 'Give the connection a name').max(80),
        /** Null: its values are shown and feed no unit yet. */
        unitId: unitIdSchema.nullable(),
        /** Which reading feeds which catalogue tag; absent: as proposed. */
        feeds: z.record(z.string(), z.string()).optional(),
        intervalMs: z.number().int().min(10).max(3_600_000).default(1000),
      }),
    )
    .output(connectionSchema),
};
