import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface HeadlessStation {
  /** Address with the token, as printed. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const node24 = join('node_modules', '.bin', 'node');

/** A fresh data folder; remove it with {@link removeDataDir}. */
export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'bioprocess-twin-'));
}

export function removeDataDir(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts the built headless station and waits for the address it prints. */
export async function startHeadless(
  args: readonly string[] = [],
  dataDir?: string,
  port = 0,
  env: NodeJS.ProcessEnv = {},
): Promise<HeadlessStation> {
  const dir = dataDir ?? (await makeDataDir());
  const child = spawn(node24, ['out/main/headless.js', '--data', dir, '--port', String(port), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /https?:\/\/\S+\?token=\S+/.exec(line);
      if (found) resolve(found[0]);
    });
    void exited.then(() => reject(new Error(`The headless station ended before it was ready:\n${said}`)));
  });
  const address = new URL(url);
  return {
    url,
    origin: address.origin,
    token: address.searchParams.get('token') ?? '',
    dataDir: dir,
    process: child,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
