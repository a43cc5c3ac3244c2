import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const python = '/usr/bin/python3';

export interface PythonPeer {
  /** Gives an order and waits until it is carried out. */
  order(what: object): Promise<void>;
  stop(): Promise<void>;
}

/** A script of this folder in a process of its own; it says `ready`, and `done` after every order. */
export async function startPythonPeer(script: string, ...given: readonly string[]): Promise<PythonPeer> {
  const child = spawn(python, [join(import.meta.dirname, script), ...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await lines.next()).value !== 'ready') throw new Error(`${script} did not start`);
  return {
    order: async (what) => {
      child.stdin.write(`${JSON.stringify(what)}\n`);
      await lines.next();
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
