import type { SerialPortInfo } from '../../src/shared/model/device';

export interface PortList {
  readonly ports: readonly Omit<SerialPortInfo, 'usedBy'>[];
  /** Why there is none to list, and what to do; empty where nothing is wrong. */
  readonly words: string;
}

/** Serial ports of this machine. Never rejects: a machine without the native part or `udevadm` answers in words. */
export async function listPorts(): Promise<PortList> {
  try {
    const { SerialPort } = await import('serialport');
    const ports = await SerialPort.list();
    return {
      ports: ports.map((port) => ({
        path: port.path,
        manufacturer: port.manufacturer ?? '',
        product: 'friendlyName' in port ? String(port.friendlyName) : '',
        serialNumber: port.serialNumber ?? '',
        vendorId: port.vendorId ?? '',
        productId: port.productId ?? '',
      })),
      words: ports.length > 0 ? '' : 'This machine has no serial port. Plug an adapter in and look again.',
    };
  } catch (problem) {
    return { ports: [], words: whyNot(problem) };
  }
}

function whyNot(problem: unknown): string {
  const words = problem instanceof Error ? problem.message : String(problem);
  if (/udevadm|ENOENT/.test(words))
    return 'The system cannot list its ports (udevadm is missing). Type the path of the port instead.';
  return `Serial ports cannot be used on this machine: ${words.split('\n', 1)[0] ?? ''}`;
}
