import type { DeviceIdentity } from '../../src/shared/model/device';
import type { DeviceMap } from '../device/device-map';
import type { ModbusMaster } from './modbus-master';
import { registerValue } from './register-value';

/** What a device says it is, where its map tells where it says so. What cannot be read stays empty. */
export async function readIdentity(
  master: ModbusMaster,
  map: DeviceMap,
  busId: number,
): Promise<DeviceIdentity> {
  const { manufacturer, model } = map;
  const identity = { manufacturer, model, serialNumber: '', firmware: '' };
  for (const key of ['serialNumber', 'firmware', 'model'] as const) {
    const where = map.identity[key];
    if (!where) continue;
    const fc = (where.function ?? map.function) === 'input' ? 4 : 3;
    const count = where.type === 'text' ? where.count : where.type === 'u32' ? 2 : 1;
    const answer = await master.ask({ busId, fc, address: where.address, count });
    if (answer.kind !== 'registers') continue;
    identity[key] =
      where.type === 'text'
        ? textOf(answer.registers)
        : String(registerValue(answer.registers, where.type, map.wordOrder) ?? '');
  }
  return identity;
}

/** Two letters a register, the first in the high byte; what is not printable ends it. */
function textOf(registers: readonly number[]): string {
  const letters = registers.flatMap((word) => [word >> 8, word & 0xff]);
  return (
    String.fromCharCode(...letters)
      .split(/[^\x20-\x7E]/u, 1)[0]
      ?.trim() ?? ''
  );
}
