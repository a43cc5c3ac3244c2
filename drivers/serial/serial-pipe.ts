import type { SerialLine } from '../../src/shared/model/device';
import { listPorts, type PortList } from './list-ports';

/** A serial port that is open. */
export interface SerialPipe {
  /** The path it was opened at: another than configured where the adapter was numbered anew. */
  readonly path: string;
  write(bytes: Uint8Array | string): void;
  /** One listener; set it before anything can come. */
  onData(take: (piece: Uint8Array) => void): void;
  /** Resolves with words once the port is gone; empty after {@link close}. */
  readonly closed: Promise<string>;
  close(): void;
}

/** A port that could not be opened; `words` say what to do. */
export class PortProblem extends Error {
  constructor(readonly words: string) {
    super(words);
    this.name = 'PortProblem';
  }
}

/**
 * Opens a port for this program alone.
 * @throws PortProblem
 */
export async function openSerialPipe(line: SerialLine, signal: AbortSignal): Promise<SerialPipe> {
  const path = await pathOf(line);
  const { SerialPort } = await import('serialport').catch((problem: unknown) => {
    throw new PortProblem(
      `Serial ports cannot be used on this machine: ${String(problem).split('\n', 1)[0] ?? ''}`,
    );
  });
  const { baud: baudRate, dataBits, parity, stopBits } = line;
  const port = new SerialPort({ path, baudRate, dataBits, parity, stopBits, autoOpen: false });
  const { promise: closed, resolve: gone } = Promise.withResolvers<string>();
  let stopped = false;
  const close = (): void => {
    stopped = true;
    if (port.isOpen) port.close(() => undefined);
  };
  await new Promise<void>((resolve, reject) =>
    port.open((problem) => (problem ? reject(new PortProblem(openWords(problem.message, path))) : resolve())),
  );
  signal.addEventListener('abort', close, { once: true });
  port.on('error', () => close());
  port.on('close', (problem: unknown) => {
    signal.removeEventListener('abort', close);
    gone(
      stopped || problem === null
        ? ''
        : `${path} is gone: the adapter was unplugged. It is opened again as soon as it is back.`,
    );
  });
  if (signal.aborted) close();
  return {
    path,
    write: (bytes) =>
      void (port.isOpen && port.write(typeof bytes === 'string' ? bytes : Buffer.from(bytes))),
    onData: (take) => void port.on('data', take),
    closed,
    close,
  };
}

/** Where the adapter is now: its serial number counts, its path only where it has none or is not there. */
async function pathOf(line: SerialLine): Promise<string> {
  return line.usbSerial === '' ? line.path : pathAmong((await listPorts()).ports, line);
}

/** The path of an adapter among the ports there are; the configured one where it is not among them. */
export function pathAmong(ports: PortList['ports'], { path, usbSerial }: SerialLine): string {
  const now = ports.filter(({ serialNumber }) => serialNumber === usbSerial);
  return now.some((port) => port.path === path) ? path : (now[0]?.path ?? path);
}

/** What keeps a port from opening, and what to do about it. */
export function openWords(message: string, path: string): string {
  if (/ENOENT|No such file|File not found|cannot find/i.test(message))
    return `There is no port ${path}. Plug the adapter in; it is opened as soon as it is there.`;
  if (/EACCES|permission|Access denied/i.test(message) && !/in use/i.test(message))
    return `No permission to open ${path}. Another program may hold it; on Linux the user must be in the group dialout (sudo usermod -aG dialout USER, then sign in again).`;
  if (/EBUSY|lock|Resource temporarily unavailable|in use/i.test(message))
    return `Another program holds ${path}. Close it; the port is opened as soon as it is free.`;
  if (/EINVAL|baud|Invalid argument|ENOTTY/i.test(message))
    return `${path} does not take these settings. Check baud rate, parity and stop bits.`;
  return `${path} cannot be opened: ${message}`;
}
