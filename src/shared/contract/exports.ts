import { z } from 'zod';
import { exportManifestSchema } from '../model/export-manifest';
import { exportJobSchema, exportPlanSchema } from '../model/export-plan';
import { verb } from './refusals';

const byId = z.object({ id: z.string().min(1).max(60) });

const route = (method: 'GET' | 'POST' | 'DELETE', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Exports'] });

/** Where the web server gives out the files of an export; behind it stand the id and the path in the manifest. */
export const exportFilesPrefix = '/export-files';

export const exports = {
  estimate: route('POST', '/export/estimate', 'How large an export may become')
    .input(exportPlanSchema)
    .output(
      z.object({
        parts: z.number().int(),
        channels: z.number().int(),
        samples: z.number().int(),
        rows: z.number().int(),
        bytes: z.number().int(),
      }),
    ),
  /** Answers once the folder is ready; then it goes on by itself. One at a time. */
  start: route('POST', '/export', 'Export history to Parquet or CSV')
    .input(exportPlanSchema)
    .output(exportJobSchema),
  progress: route('GET', '/export/{id}', 'How an export is doing').input(byId).output(exportJobSchema),
  list: route('GET', '/export/list', 'Exports, newest first').output(z.array(exportJobSchema)),
  manifest: route('GET', '/export/{id}/manifest', 'Files, sums and hashes of an export')
    .input(byId)
    .output(exportManifestSchema),
  /** What was written of it is removed. */
  cancel: route('POST', '/export/{id}/cancel', 'Stop an export').input(byId).output(exportJobSchema),
  /** Files in a folder that a person named stay. */
  remove: route('DELETE', '/export/{id}', 'Take an export off the list')
    .input(byId)
    .output(z.object({ removed: z.boolean() })),
};
