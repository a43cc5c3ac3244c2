import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Log } from '../log';

export interface LogFile {
  /** Appends lines as they are. Never throws: a full disk must not stop the station. */
  append(text: string): void;
}

/**
 * A text file that starts anew when it is full: `NAME.log`, and the older `NAME.1.log`, `NAME.2.log` ...
 * @param maxBytes size of one file
 * @param older how many older files are kept
 */
export function openLogFile(dir: string, name: string, maxBytes = 4 * 1024 * 1024, older = 3): LogFile {
  mkdirSync(dir, { recursive: true });
  const path = (age: number): string => join(dir, age === 0 ? `${name}.log` : `${name}.${age}.log`);
  let bytes = statSync(path(0), { throwIfNoEntry: false })?.size ?? 0;
  let lost = 0;
  const rotate = (): void => {
    rmSync(path(older), { force: true });
    for (let age = older; age > 0; age -= 1)
      if (statSync(path(age - 1), { throwIfNoEntry: false })) renameSync(path(age - 1), path(age));
    bytes = 0;
  };
  const write = (text: string): void => {
    if (bytes > 0 && bytes + Buffer.byteLength(text) > maxBytes) rotate();
    appendFileSync(path(0), text, { mode: 0o600 });
    bytes += Buffer.byteLength(text);
  };
  return {
    append(text) {
      try {
        if (lost > 0)
          write(`${JSON.stringify({ at: new Date().toISOString(), words: 'log lines lost', lost })}\n`);
        lost = 0;
        write(text.endsWith('\n') ? text : `${text}\n`);
      } catch {
        lost += 1;
      }
    },
  };
}

/**
 * Keeps what a worker prints: all of it in the file, and on standard error what somebody should look at (its
 * structured lines of level `info` are not shown).
 */
export function keepOutput(output: NodeJS.ReadableStream, file: LogFile): void {
  createInterface({ input: output, crlfDelay: Infinity }).on('line', (line) => {
    file.append(line);
    if (!line.includes('"level":"info"')) process.stderr.write(`${line}\n`);
  });
}

/** The host's own log: one JSON object per line into the file, and on standard error what somebody should look at. */
export function hostLog(file: LogFile): Log {
  return (level, words, facts) => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), worker: 'host', level, words, ...facts })}\n`;
    file.append(line);
    if (level !== 'info') process.stderr.write(line);
  };
}
