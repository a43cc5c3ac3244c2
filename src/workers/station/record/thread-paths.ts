// Built as modules of their own by electron-vite: each has a path, not exports.
/* oxlint-disable import/default */
import reader from './reader-thread?modulePath';
import writer from './writer-thread?modulePath';

/** Where a thread's compiled code lies. */
export interface ThreadPaths {
  readonly writer: string | URL;
  readonly reader: string | URL;
}

/** The threads as electron-vite builds them beside the worker that imports this. */
export const threadPaths: ThreadPaths = { writer, reader };
