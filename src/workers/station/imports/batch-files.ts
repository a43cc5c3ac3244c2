import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { CampaignBatch } from '../../../shared/model/campaign';
import { Refusal } from '../../../shared/model/refusal';
import { ReadingsParser, type ReadingTable } from './readings-parser';
import { parseSamples, type OfflineSample } from './samples-parser';

/** The two files of a batch that become history. */
export interface BatchFiles {
  readonly table: ReadingTable;
  readonly samples: readonly OfflineSample[];
}

/** Some ms of parsing; the next piece is a new turn of the event loop. */
const pieceBytes = 1 << 17;

/**
 * Reads a batch whole, before any of it is written.
 * @throws Refusal that names the file and the line
 */
export async function readBatchFiles(dir: string, batch: CampaignBatch): Promise<BatchFiles> {
  const table = await named(batch.files.readings, () => readReadings(dir, batch));
  if (table.readings !== batch.readings) {
    const words = `${batch.files.readings} holds ${table.readings} readings where ${batch.readings} are announced`;
    throw new Refusal('REFUSED', words);
  }
  const samples = await named(batch.files.samples, async () =>
    parseSamples(await readFile(join(dir, batch.files.samples), 'utf8'), batch.inoculatedAt, batch.endedAt),
  );
  return { table, samples };
}

async function readReadings(dir: string, batch: CampaignBatch): Promise<ReadingTable> {
  const parser = new ReadingsParser({
    rows: batch.rows,
    from: batch.inoculatedAt,
    to: batch.endedAt,
  });
  await pipeline(
    createReadStream(join(dir, batch.files.readings)),
    createGunzip({ chunkSize: pieceBytes }),
    async (pieces: AsyncIterable<Buffer>) => {
      for await (const piece of pieces) parser.take(piece);
    },
  );
  return parser.end();
}

async function named<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('REFUSED', `${path}, ${error instanceof Error ? error.message : String(error)}`);
  }
}
