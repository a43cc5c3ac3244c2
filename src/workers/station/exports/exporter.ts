import { Worker } from 'node:worker_threads';
import type { ExportManifest } from '../../../shared/model/export-manifest';
import { failureWords } from './export-folder';
import type { ExportProgress, ExportTask, ReadRaw } from './export-task';
import type { FromExporter, ToExporter } from './exporter-messages';
import { runExport } from './run-export';

export type ExportOutcome =
  | { readonly kind: 'done'; readonly manifest: ExportManifest }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly words: string };

/** Writes one export; resolves whatever becomes of it. */
export type Exporter = (
  task: ExportTask,
  progress: (now: ExportProgress) => void,
  signal: AbortSignal,
) => Promise<ExportOutcome>;

/** In this thread, with pauses: for commands, which have nothing else to do. */
export function ownThreadExporter(read: ReadRaw): Exporter {
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return async (task, progress, signal) => {
    try {
      return { kind: 'done', manifest: await runExport({ task, read, signal, progress, pause }) };
    } catch (error) {
      return signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', words: failureWords(error) };
    }
  };
}

/** In a thread of its own, which asks here for the samples. */
export function threadExporter(entry: string | URL, read: ReadRaw): Exporter {
  return (task, progress, signal) =>
    new Promise((resolve) => {
      const worker = new Worker(entry, { name: 'exporter' });
      const say = (message: ToExporter): void => worker.postMessage(message, []);
      const cancel = (): void => say({ kind: 'cancel' });
      const end = (outcome: ExportOutcome): void => {
        signal.removeEventListener('abort', cancel);
        resolve(outcome);
      };
      signal.addEventListener('abort', cancel);
      worker.on('error', (error) => end({ kind: 'failed', words: failureWords(error) }));
      worker.on('exit', () => end({ kind: 'failed', words: failureWords(new Error('its thread ended')) }));
      worker.on('message', (message: FromExporter) => {
        if (message.kind === 'progress') progress(message.now);
        else if (message.kind === 'done') end(message);
        else if (message.kind === 'failed')
          end(message.words === null ? { kind: 'cancelled' } : { kind: 'failed', words: message.words });
        else void answer(worker, message, read);
      });
      say({ kind: 'start', task });
    });
}

async function answer(
  worker: Worker,
  { id, ask }: Extract<FromExporter, { kind: 'ask' }>,
  read: ReadRaw,
): Promise<void> {
  const say = (message: ToExporter, moved: ArrayBuffer[]): void => worker.postMessage(message, moved);
  try {
    const raw = await read(ask);
    // Handed over, not copied; columns over one buffer are one buffer to hand over.
    const { t, value, quality, seen, origin } = raw;
    say({ kind: 'raw', id, raw }, [
      ...new Set([t, value, quality, seen, origin].map((column) => column.buffer)),
    ]);
  } catch (error) {
    say({ kind: 'unread', id, words: error instanceof Error ? error.message : String(error) }, []);
  }
}
