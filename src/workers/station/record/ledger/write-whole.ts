import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Puts a small file in its place, whole or not at all; for the station's own user only. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w', 0o600);
  try {
    writeSync(file, Buffer.from(content));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
}
