import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Two pseudo-terminals joined by socat: what is written to one end is read at the other. */
export interface SerialPair {
  /** For the station. */
  readonly near: string;
  /** For the device. */
  readonly far: string;
  /** Takes the line away as unplugging does. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  remove(): Promise<void>;
}

export async function openSerialPair(): Promise<SerialPair> {
  const dir = mkdtempSync(join(tmpdir(), 'bt-line-'));
  const [near, far] = [join(dir, 'near'), join(dir, 'far')];
  let socat: ChildProcess | null = null;
  const plug = async (): Promise<void> => {
    const child = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], {
      stdio: 'ignore',
    });
    socat = child;
    while (!existsSync(near) || !existsSync(far)) await pause(5);
  };
  const unplug = async (): Promise<void> => {
    const child = socat;
    socat = null;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  await plug();
  return {
    near,
    far,
    plug,
    unplug,
    remove: async () => {
      await unplug();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
