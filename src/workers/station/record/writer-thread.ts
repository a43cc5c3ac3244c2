import { parentPort, workerData } from 'node:worker_threads';
import { openForWriting } from './file/open-database';
import { historianFile } from './historian/historian-file';
import type { FromWriter, ToWriter, WriterStart } from './historian/thread-messages';
import { HistorianWriter } from './historian/writer';
import { processClock } from './historian/process-clock';

if (!parentPort) throw new Error('The writer runs in a worker thread');
const port = parentPort;
const start = workerData as WriterStart;

const tell = (news: FromWriter): void => port.postMessage(news);
const db = openForWriting(start.path, historianFile);
const writer = new HistorianWriter(db, { dir: start.dir, tell, clock: processClock, now: start.now });

let closing = false;
let timer: NodeJS.Timeout | undefined;
let immediate: NodeJS.Immediate | undefined;

/** One piece of work, then let messages in. */
function work(): void {
  immediate = undefined;
  clearTimeout(timer);
  if (closing && (writer.waiting === 0 || writer.faulty)) return close();
  const waitMs = writer.turn();
  if (waitMs === 0) wake();
  else if (Number.isFinite(waitMs)) timer = setTimeout(work, waitMs);
}

function wake(): void {
  immediate ??= setImmediate(work);
}

/** Samples that the disk refused to the last are named, not silently lost. */
function close(): void {
  const unsaved = writer.waiting;
  try {
    writer.finish();
  } catch {
    // The disk takes nothing: the journal keeps what was committed, and the next start checks the pages.
  }
  db.close();
  tell({ kind: 'closed', unsaved });
  port.close();
}

function take(message: ToWriter): void {
  switch (message.kind) {
    case 'append':
      writer.tick(message.now);
      writer.append(message.lane, message.id, message.packed, message.since);
      break;
    case 'tick':
      writer.tick(message.now);
      break;
    case 'settle':
      writer.tick(message.now);
      writer.settle(message.id);
      break;
    case 'note':
      writer.tick(message.now);
      writer.note(message.id, message.note);
      break;
    case 'hold':
      writer.hold();
      break;
    case 'close':
      closing = true;
      writer.hurry();
      // One more attempt on a disk that failed before.
      writer.turn();
      break;
    default:
      message satisfies never;
  }
  wake();
}

port.on('message', take);
tell({ kind: 'ready', recordedTo: writer.recordedTo, replayed: writer.replayed });
