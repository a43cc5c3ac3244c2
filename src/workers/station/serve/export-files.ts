import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { exportFilesPrefix } from '../../../shared/contract/exports';
import { Refusal } from '../../../shared/model/refusal';
import { permissions } from '../../../shared/model/role';

/** Finds a file of an export. Refuses one that its manifest does not name. */
export type FindExportFile = (id: string, path: string) => Promise<string>;

const kinds: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.parquet': 'application/vnd.apache.parquet',
};

/** Gives browsers the files of an export, to whoever holds the token, as long as its manifest is open to all. */
export function serveExportFiles(app: FastifyInstance, find: FindExportFile): void {
  app.get(`${exportFilesPrefix}/:id/*`, async (request, reply) => {
    const { id = '', '*': path = '' } = request.params as Record<string, string | undefined>;
    if (permissions['exports.manifest']?.right !== 'view')
      return reply.code(403).send({ code: 'FORBIDDEN', message: 'Not allowed' });
    try {
      const file = await find(id, path);
      const { size } = await stat(file);
      const name = path
        .split('/')
        .join('_')
        .replace(/[^\w.=-]/g, '_');
      return await reply
        .header('content-type', kinds[extname(file)] ?? 'application/octet-stream')
        .header('content-length', size)
        .header('content-disposition', `attachment; filename="${name === '' ? basename(file) : name}"`)
        .send(createReadStream(file));
    } catch (error) {
      const words = error instanceof Refusal ? error.words : 'This file is no longer there';
      return reply.code(404).send({ code: 'NOT_FOUND', message: words });
    }
  });
}
