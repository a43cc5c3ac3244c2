import { Worker } from 'node:worker_threads';
import type { ReportDocument } from '../../../shared/model/report-document';

/** Makes a PDF of a report. Rejects when it is stopped. */
export type PdfWriter = (document: ReportDocument, signal: AbortSignal) => Promise<Uint8Array>;

export type FromPdfThread =
  { readonly kind: 'done'; readonly bytes: Uint8Array } | { readonly kind: 'failed'; readonly words: string };

/** In a thread of its own: a hundred pages take seconds that no reading may wait for. */
export function threadPdfWriter(entry: string | URL): PdfWriter {
  return (document, signal) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(entry, { name: 'pdf', workerData: document });
      const stop = (): void => {
        void worker.terminate();
        reject(new Error('it was stopped'));
      };
      signal.addEventListener('abort', stop, { once: true });
      worker.on('message', (message: FromPdfThread) => {
        if (message.kind === 'done') resolve(message.bytes);
        else reject(new Error(message.words));
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        signal.removeEventListener('abort', stop);
        reject(new Error('its thread ended'));
      });
    });
}

/** In this thread, for tests and commands. */
export function ownThreadPdfWriter(): PdfWriter {
  return async (document) => (await import('./render-pdf')).renderPdf(document);
}
