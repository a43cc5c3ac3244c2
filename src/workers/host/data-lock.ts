import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lets the folder go. */
export type ReleaseData = () => void;

/**
 * Claims a data folder for this process: two stations on one history would spoil it. The claim is a local socket,
 * which the operating system takes back whatever way this process ends.
 * @returns undefined when another process holds it
 */
export async function lockData(dataDir: string): Promise<ReleaseData | undefined> {
  const address = lockAddress(realpathSync(dataDir));
  const release = await listen(address);
  if (release || address.startsWith('\0') || (await answers(address))) return release;
  // A socket file of a process that is gone: only where sockets are files.
  rmSync(address, { force: true });
  return listen(address);
}

function lockAddress(dir: string): string {
  const name = `bioprocess-twin-${createHash('sha256').update(dir).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<ReleaseData | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (problem: NodeJS.ErrnoException) =>
      problem.code === 'EADDRINUSE' || problem.code === 'EACCES' ? resolve(undefined) : reject(problem),
    );
    server.listen(address, () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
