import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';

/** Text of a file, or undefined where there is none. Any other trouble is thrown. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (problem) {
    if (codeOf(problem) === 'ENOENT') return undefined;
    throw problem;
  }
}

/** Writes a file only its owner may read, whole or not at all. */
export function writePrivately(path: string, text: string): void {
  renameSync(writeDraft(path, text), path);
}

/** The same for a file that must never be replaced: answers what is in it now, ours or what was there first. */
export function writeOnce(path: string, text: string): string {
  const draft = writeDraft(path, text);
  try {
    linkSync(draft, path);
  } catch (problem) {
    // A volume without hard links (FAT): the moment between looking and renaming is all that stays unguarded.
    if (codeOf(problem) !== 'EEXIST' && readIfThere(path) === undefined) renameSync(draft, path);
  }
  rmSync(draft, { force: true });
  return readFileSync(path, 'utf8');
}

function writeDraft(path: string, text: string): string {
  const draft = `${path}.${randomBytes(4).toString('hex')}.new`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return draft;
}

function codeOf(problem: unknown): unknown {
  return problem instanceof Error && 'code' in problem ? problem.code : undefined;
}
