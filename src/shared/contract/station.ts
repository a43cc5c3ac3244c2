import { z } from 'zod';
import { epochMsSchema } from '../model/identity';
import { degradationSchema, stationEventSchema } from '../model/station-event';
import { verb } from './refusals';

/** Raised with every change a client must know of; a client of another version asks the person to reload. */
export const contractVersion = 1;

export const helloSchema = z.object({
  contractVersion: z.number().int(),
  appVersion: z.string(),
  stationId: z.string(),
  /** Changes with every start of the station: cursors of an earlier boot are void. */
  boot: z.string(),
  startedAt: epochMsSchema,
  now: epochMsSchema,
  dataDir: z.string(),
  host: z.enum(['desktop', 'headless']),
});

export const workerStateSchema = z.object({
  name: z.string(),
  state: z.enum(['up', 'down']),
  since: epochMsSchema,
  restarts: z.number().int(),
  pid: z.number().int().nullable(),
});

export const stationHealthSchema = z.object({
  now: epochMsSchema,
  degradations: z.array(degradationSchema),
  recordedTo: epochMsSchema.nullable(),
  pendingSamples: z.number().int(),
  commitP50Ms: z.number().nullable(),
  commitP99Ms: z.number().nullable(),
  readingsPerS: z.number(),
  storeBytes: z.number(),
  memoryBytes: z.number(),
  workers: z.array(workerStateSchema),
});

export const station = {
  hello: verb
    .route({ method: 'GET', path: '/station/hello', summary: 'Who this station is', tags: ['Station'] })
    .output(helloSchema),
  health: verb
    .route({
      method: 'GET',
      path: '/station/health',
      summary: 'State of recording, sources and workers',
      tags: ['Station'],
    })
    .output(stationHealthSchema),
};

export const events = {
  list: verb
    .route({ method: 'GET', path: '/events', summary: 'Latest events, newest first', tags: ['Station'] })
    .input(z.object({ limit: z.coerce.number().int().min(1).max(1000).default(200) }))
    .output(z.array(stationEventSchema)),
};
