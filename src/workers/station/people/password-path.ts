// Built as a module of its own by electron-vite: it has a path, not exports.
/* oxlint-disable import/default */
import password from './password-thread?modulePath';

/** Where the compiled code of the thread lies that hashes passwords. */
export const passwordPath: string = password;
