// Built as a module of its own by electron-vite: it has a path, not exports.
/* oxlint-disable import/default */
import exporter from './export-thread?modulePath';

/** Where the exporter's compiled code lies. */
export const exporterPath: string = exporter;
