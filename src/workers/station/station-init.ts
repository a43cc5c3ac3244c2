import { z } from 'zod';
import { bridgeDialectIds } from '../../shared/model/bridge';

/** What the host tells a station when it starts it. */
export const stationInitSchema = z.object({
  dataDir: z.string().min(1),
  masterKeyHex: z.string().length(64),
  host: z.enum(['desktop', 'headless']),
  appVersion: z.string(),
  /** Folder of the built screens; null where nobody asks for them. */
  rendererDir: z.string().nullable(),
  http: z
    .object({
      port: z.number().int().min(0).max(65_535),
      address: z.string().min(1),
      token: z.string().min(16),
      tls: z.object({ certPem: z.string(), keyPem: z.string() }).nullable(),
    })
    .nullable(),
  /** Models that came with the program. */
  modelsDir: z.string().optional(),
  /** Folders that heads of the audit ledger are written to, beside the data folder. */
  anchorFolders: z.array(z.string().min(1)).optional(),
  demo: z.boolean(),
  brokerUrl: z.string().nullable(),
  /** What is read here goes to this broker, too. */
  bridge: z.object({ url: z.string(), dialect: z.enum(bridgeDialectIds) }).optional(),
});
export type StationInit = z.infer<typeof stationInitSchema>;
