import { mkdirSync, accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * What a host does before anything else: files it makes are its owner's alone, and no library reports our use to its
 * maker. onnxruntime does so by default; it reads the variable from the real environment, which only a process's main
 * thread can set, so it cannot be left to the twin.
 */
export function keepPrivate(): void {
  process.umask(0o077);
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
}

/**
 * Makes a data folder where it is missing.
 * @throws Error in words where nothing can be written there
 */
export function prepareFolder(dir: string): void {
  try {
    makeFolder(resolve(dir));
    accessSync(dir, constants.W_OK);
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
    throw new Error(
      `The data folder ${dir} cannot be used: ${reasons[code] ?? code}. Choose another with --data DIR.`,
      {
        cause: problem,
      },
    );
  }
}

/** One level at a time: Node's own recursive form never returns where the system answers ENOENT, as below /proc. */
function makeFolder(dir: string): void {
  const above = dirname(dir);
  if (above !== dir && !statSync(above, { throwIfNoEntry: false })) makeFolder(above);
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) mkdirSync(dir);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'writing there is not permitted',
  EPERM: 'writing there is not permitted',
  EROFS: 'the file system is read-only',
  ENOENT: 'the file system is read-only or the path does not exist',
  EEXIST: 'it is not a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
};
