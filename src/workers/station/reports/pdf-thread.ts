import { parentPort, workerData } from 'node:worker_threads';
import { reportDocumentSchema } from '../../../shared/model/report-document';
import type { FromPdfThread } from './pdf-writer';
import { renderPdf } from './render-pdf';

/** Makes one PDF and ends. */
const port = parentPort;
if (!port) throw new Error('PDFs are made in a worker thread');
const tell = (message: FromPdfThread): void => port.postMessage(message, []);
try {
  tell({ kind: 'done', bytes: await renderPdf(reportDocumentSchema.parse(workerData)) });
} catch (error) {
  tell({ kind: 'failed', words: error instanceof Error ? error.message : String(error) });
}
