import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { python, startPythonPeer } from './python-peer';

const missing = (check: () => boolean): boolean => !check() && process.env['REQUIRE_E2E'] !== '1';

/** Left out with a reason in the title where they are not installed; never where left-out tests are failures. */
export const pymodbusMissing = missing(
  () => existsSync(python) && spawnSync(python, ['-c', 'import pymodbus']).status === 0,
);
export const socatMissing = missing(() => spawnSync('socat', ['-V']).error === undefined);

export interface ModbusPeer {
  /** Sets registers: `fc` 3 holding, 4 input. */
  set(slave: number, fc: 3 | 4, address: number, values: readonly number[]): Promise<void>;
  /** Spoils every n-th answer with the next fault of the list; none with an empty one. */
  faults(faults: readonly string[], every: number): Promise<void>;
  stop(): Promise<void>;
}

type Registers = Readonly<
  Record<number, { readonly input?: readonly number[]; readonly holding?: readonly number[] }>
>;

/** A pymodbus server in a process of its own. */
export async function startModbusPeer(
  kind: 'tcp' | 'rtu',
  where: string | number,
  slaves: Registers,
): Promise<ModbusPeer> {
  const peer = await startPythonPeer('modbus-server.py', kind, String(where), JSON.stringify(slaves));
  return {
    set: (slave, fc, address, values) => peer.order({ slave, fc, address, values }),
    faults: (faults, every) => peer.order({ faults, every }),
    stop: () => peer.stop(),
  };
}

/** A 32-bit float as two registers, high word first. */
export function floatWords(value: number): number[] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return [view.getUint16(0), view.getUint16(2)];
}
