// Built as a module of its own by electron-vite: it has a path, not exports.
/* oxlint-disable import/default */
import keeper from './keep-thread?modulePath';

/** Where the keeper's compiled code lies. */
export const keeperPath: string = keeper;
