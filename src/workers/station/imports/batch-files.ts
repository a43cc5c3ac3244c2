import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ZodError } from 'zod';
import type { BatchNoteBody } from '../../../shared/model/batch-note';
import type { CampaignBatch } from '../../../shared/model/campaign';
import { Refusal } from '../../../shared/model/refusal';
import { calibrationNotes, eventNotes, mediaNotes, sampleNotes } from './journal-notes';
import { ReadingsParser, type ReadingTable } from './readings-parser';
import { parseSamples, type OfflineSample } from './samples-parser';

/** The files of a batch that become history, and what was written down beside. */
export interface BatchFiles {
  readonly table: ReadingTable;
  readonly samples: readonly OfflineSample[];
  readonly notes: readonly BatchNoteBody[];
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
  return { table, ...(await readJournal(dir, batch)) };
}

/**
 * Reads what was written down of a batch: samples, media, calibrations and events.
 * @throws Refusal that names the file and the line
 */
export async function readJournal(
  dir: string,
  { files, inoculatedAt, endedAt }: CampaignBatch,
): Promise<Omit<BatchFiles, 'table'>> {
  const read = async <T>(path: string, parse: (text: string) => T): Promise<T> =>
    named(path, async () => parse(await readFile(join(dir, path), 'utf8')));
  const samples = await read(files.samples, (text) => parseSamples(text, inoculatedAt, endedAt));
  const notes = [
    ...sampleNotes(samples),
    ...(await read(files.media, mediaNotes)),
    ...(await read(files.calibrations, calibrationNotes)),
    ...(await read(files.events, eventNotes)),
  ];
  return { samples, notes };
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
    throw new Refusal('REFUSED', `${path}, ${wordsOf(error)}`);
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof ZodError) return `not understood: ${error.issues[0]?.message ?? ''}`;
  return error instanceof Error ? error.message : String(error);
}
