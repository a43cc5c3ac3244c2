import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { faultKind } from './file/fault-kind';
import { checkPages } from './file/inspect-file';
import { openForReading } from './file/open-database';
import type { FromReader, ReaderStart, ToReader } from './historian/thread-messages';
import { HistorianReader } from './historian/reader';
import { StoreRefusal } from './store-refusal';

if (!parentPort) throw new Error('The reader runs in a worker thread');
const port = parentPort;
const start = workerData as ReaderStart;
const db = openForReading(start.path);
const reader = new HistorianReader(db, (damagedChunk) =>
  port.postMessage({ damagedChunk } satisfies FromReader),
);

function answer(message: ToReader): { answer: unknown; transfer: ArrayBuffer[] } {
  switch (message.verb) {
    case 'read':
    case 'grid': {
      const found = message.verb === 'read' ? reader.read(message.ask) : reader.grid(message.ask);
      return { answer: found, transfer: [found.data] };
    }
    case 'raw': {
      const { t, value, quality, seen, origin } = reader.raw(message.ask);
      return {
        answer: { t, value, quality, seen, origin },
        transfer: [t.buffer, value.buffer, quality.buffer, seen.buffer, origin.buffer],
      };
    }
    case 'lastTimes':
      return { answer: reader.lastTimes(message.ask), transfer: [] };
    case 'newest':
      return { answer: reader.newest(message.ask), transfer: [] };
    case 'checkPages':
      return { answer: damageIn(message.ask.path), transfer: [] };
    default:
      return message satisfies never;
  }
}

function damageIn(path: string): string | null {
  try {
    checkPages(path);
    return null;
  } catch (error) {
    if (error instanceof StoreRefusal && error.kind === 'corrupt') return error.words;
    throw error;
  }
}

port.on('message', (message: ToReader) => {
  try {
    const { answer: found, transfer } = answer(message);
    port.postMessage({ id: message.id, answer: found } satisfies FromReader, transfer);
  } catch (error) {
    const refused = error instanceof Error ? error.message : String(error);
    const damaged = faultKind(error, dirname(start.path)) === 'corrupt';
    port.postMessage({ id: message.id, refused, damaged } satisfies FromReader);
  }
});
