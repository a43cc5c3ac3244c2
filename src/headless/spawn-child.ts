import { fork, type ChildProcess } from 'node:child_process';
import type { MessagePort } from 'node:worker_threads';
import type { HostMessage, RelayMessage, WorkerMessage } from '../workers/entry';
import { keepOutput } from '../workers/host/log-file';
import type { LogFile } from '../workers/host/log-file';
import type { WorkerHandle } from '../workers/keep-alive';

/**
 * Starts the driver of a connection as a process of its own: a native part that crashes takes nobody along. A message
 * port cannot reach into it, so what comes over the port is passed on.
 */
export function spawnChild(path: string, logFile: LogFile): WorkerHandle<MessagePort> {
  const child = fork(path, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    execArgv: ['--max-semi-space-size=4'],
  });
  for (const output of [child.stdout, child.stderr]) if (output) keepOutput(output, logFile);
  let port: MessagePort | null = null;
  const send = (message: HostMessage | RelayMessage): void => {
    // Between its death and the news of it there is nobody to send to.
    if (child.connected) child.send(message, () => undefined);
  };
  child.on('message', (message: WorkerMessage | RelayMessage) => {
    if (message.kind === 'relay') port?.postMessage(message.data);
  });
  const exited = exitOf(child).finally(() => port?.close());
  return {
    get pid() {
      return child.pid ?? null;
    },
    give: (message, given) => {
      if (given) {
        port?.close();
        port = given;
        const own = given;
        own.on('message', (data: unknown) => send({ kind: 'relay', data }));
        own.on('close', () => {
          if (port === own) send({ kind: 'port-closed' });
        });
      }
      send(message);
    },
    onMessage: (take) =>
      child.on('message', (message: WorkerMessage | RelayMessage) => {
        if (message.kind !== 'relay' && message.kind !== 'port-closed') take(message);
      }),
    exited,
    kill: () => void child.kill('SIGKILL'),
  };
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (problem) => resolve(problem.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}
