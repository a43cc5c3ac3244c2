import { parentPort } from 'node:worker_threads';
import type { RawColumns } from '../record/raw-columns';
import type { FromExporter, ToExporter } from './exporter-messages';
import { failureWords } from './export-folder';
import { runExport } from './run-export';

/** Encodes an export beside the station: half a second of Parquet must never hold up a reading. */
const port = parentPort;
if (!port) throw new Error('The exporter runs as a worker thread');
const tell = (message: FromExporter): void => port.postMessage(message, []);
const cancelled = new AbortController();
const waiting = new Map<number, { resolve(raw: RawColumns): void; reject(error: Error): void }>();
let asked = 0;

port.on('message', (message: ToExporter) => {
  if (message.kind === 'cancel') return cancelled.abort();
  if (message.kind === 'start') return void start(message);
  const asker = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.kind === 'raw') asker?.resolve(message.raw);
  else asker?.reject(new Error(message.words));
});

async function start({ task }: Extract<ToExporter, { kind: 'start' }>): Promise<void> {
  try {
    const manifest = await runExport({
      task,
      read: (ask) =>
        new Promise((resolve, reject) => {
          asked += 1;
          waiting.set(asked, { resolve, reject });
          tell({ kind: 'ask', id: asked, ask });
        }),
      signal: cancelled.signal,
      progress: (now) => tell({ kind: 'progress', now }),
      pause: () => Promise.resolve(),
    });
    tell({ kind: 'done', manifest });
  } catch (error) {
    tell({ kind: 'failed', words: cancelled.signal.aborted ? null : failureWords(error) });
  }
  port?.close();
}
