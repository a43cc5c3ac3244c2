// Built as a module of its own by electron-vite: it has a path, not exports.
/* oxlint-disable import/default */
import pdf from './pdf-thread?modulePath';

/** Where the compiled code of the PDF thread lies. */
export const pdfPath: string = pdf;
