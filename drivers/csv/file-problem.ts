import type { LinkEnd } from '../driver';

const known: Readonly<Record<string, (path: string) => LinkEnd>> = {
  ENOENT: (path) => ({
    state: 'offline',
    words: `There is no file ${path}. It is looked for again by itself; check the path if it should be there.`,
  }),
  EACCES: (path) => ({
    state: 'refused',
    words: `The station may not read ${path}. Give its user the right to.`,
  }),
  EPERM: (path) => ({
    state: 'refused',
    words: `The station may not read ${path}. Give its user the right to.`,
  }),
  EISDIR: (path) => ({ state: 'refused', words: `${path} is a folder. Give the path of the file in it.` }),
  ENOTDIR: (path) => ({ state: 'refused', words: `A part of ${path} is no folder. Check the path.` }),
  EBUSY: (path) => ({
    state: 'offline',
    words: `Another program keeps ${path} to itself. It is tried again; let that program share the file.`,
  }),
  EIO: (path) => ({ state: 'offline', words: `${path} cannot be read: the disk or the share has a fault.` }),
};

/** What a person should know of an error that ended reading a file. */
export function fileProblem(error: unknown, path: string): LinkEnd {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = error instanceof Error ? error.message : String(error);
  return known[code]?.(path) ?? { state: 'offline', words: `${path} cannot be read: ${words}.` };
}
