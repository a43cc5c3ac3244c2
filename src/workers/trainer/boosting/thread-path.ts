// Built as a module of its own by electron-vite: it has a path, not exports.
/* oxlint-disable import/default */
import path from './part-thread?modulePath';

/** Where the compiled training thread lies, beside the worker that imports this. */
export const partThreadPath: string | URL = path;
