import type { DeviceState } from '../../src/shared/model/device';
import type { DeviceMap, MapReading } from '../device/device-map';
import type { RoundValue, StateWords } from '../device/device-report';
import { loopValue } from '../device/namur-43';
import { worstDeviceState } from '../../src/shared/model/device';
import type { ReadBlock } from './read-blocks';
import { looksSwapped, registersOf, registerValue, type WordOrder } from './register-value';

/** A block and the registers that came for it. */
export interface ReadRegisters extends ReadBlock {
  readonly registers: readonly number[];
}

export interface DecodedDevice {
  readonly values: readonly RoundValue[];
  /** What the device says of itself. */
  readonly own: StateWords;
  /** Readings that would make sense with their words swapped, of those that have several words. */
  readonly swapped: number;
  readonly wide: number;
}

/** The readings and states of a map from whatever registers came; those without registers are left out. */
export function decodeDevice(
  map: DeviceMap,
  came: readonly ReadRegisters[],
  order: WordOrder,
): DecodedDevice {
  const fcOf = (name: 'input' | 'holding' | undefined): 3 | 4 => ((name ?? map.function) === 'input' ? 4 : 3);
  const find = (fc: 3 | 4, address: number, count: number): readonly number[] | null => {
    const block = came.find(
      (one) =>
        one.fc === fc && one.address <= address && address + count <= one.address + one.registers.length,
    );
    return block ? block.registers.slice(address - block.address, address - block.address + count) : null;
  };
  let [swapped, wide] = [0, 0];
  const values = map.readings.flatMap((reading) => {
    const registers = find(fcOf(reading.function), reading.address, registersOf[reading.type]);
    if (!registers) return [];
    if (registers.length > 1 && reading.possible) {
      wide += 1;
      const [low, high] = possibleRaw(reading, reading.possible);
      if (looksSwapped(registers, reading.type, order, { low, high })) swapped += 1;
    }
    return [valueOf(reading, registers, order)];
  });
  let own: StateWords = { state: 'good', words: '' };
  for (const one of map.status) {
    const [bits] = find(fcOf(one.function), one.address, 1) ?? [];
    if (bits === undefined) continue;
    const said = bits & one.mask;
    const holds = one.equals === undefined ? said !== 0 : said === one.equals;
    if (holds && worstDeviceState(own.state, one.state) !== own.state)
      own = { state: one.state, words: one.words };
  }
  return { values, own, swapped, wide };
}

/** The possible range before scaling; the other way round where the scale is negative. */
function possibleRaw(
  { scale, offset }: MapReading,
  [low, high]: readonly [number, number],
): [number, number] {
  const [a, b] = [(low - offset) / scale, (high - offset) / scale];
  return a < b ? [a, b] : [b, a];
}

function valueOf(reading: MapReading, registers: readonly number[], order: WordOrder): RoundValue {
  const { name, type, scale, offset, possible, loop } = reading;
  const raw = registers.map((word) => word.toString(16).toUpperCase().padStart(4, '0')).join(' ');
  const plain = registerValue(registers, type, order);
  const of = (value: number | null, state: DeviceState, doubt: string): RoundValue => ({
    reading: name,
    raw,
    value,
    state,
    doubt,
  });
  if (plain === null) return of(null, 'good', 'The device says that it has no value');
  const scaled = plain * scale + offset;
  if (loop) {
    const { value, state, words } = loopValue(scaled, '4-20 mA', loop.low, loop.high);
    return { ...of(value, state, words), raw: `${raw} = ${scaled.toFixed(3)} mA` };
  }
  const value = tidy(scaled, type);
  if (possible && (value < possible[0] || value > possible[1]))
    return of(value, 'out-of-specification', `${value} is beyond what this device can say`);
  return of(value, 'good', '');
}

/** A 32-bit float has seven digits: the rest is of its conversion. */
function tidy(value: number, type: MapReading['type']): number {
  return type === 'f64' ? value : Number(value.toPrecision(type === 'f32' ? 7 : 12));
}
