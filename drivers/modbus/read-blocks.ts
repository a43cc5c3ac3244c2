import type { DeviceMap } from '../device/device-map';
import { registersOf } from './register-value';

/** Registers that are read with one question. */
export interface ReadBlock {
  readonly fc: 3 | 4;
  readonly address: number;
  readonly count: number;
}

/** The fewest questions that bring all readings and states of a map, reading no register that it does not name. */
export function readBlocks(map: DeviceMap): readonly ReadBlock[] {
  const fcOf = (name: 'input' | 'holding' | undefined): 3 | 4 => ((name ?? map.function) === 'input' ? 4 : 3);
  const blocks: ReadBlock[] = map.blocks.map(({ function: name, address, count }) => ({
    fc: fcOf(name),
    address,
    count,
  }));
  const wanted = [
    ...map.readings.map(({ function: name, address, type }) => ({
      fc: fcOf(name),
      address,
      count: registersOf[type],
    })),
    ...map.status.map(({ function: name, address }) => ({ fc: fcOf(name), address, count: 1 })),
  ].filter((one) => !blocks.some((block) => holds(block, one)));
  const merged: ReadBlock[] = [];
  for (const one of wanted.toSorted((a, b) => a.fc - b.fc || a.address - b.address)) {
    const last = merged.at(-1);
    const end = one.address + one.count;
    if (
      last &&
      last.fc === one.fc &&
      one.address <= last.address + last.count &&
      end - last.address <= map.longestRead
    )
      merged[merged.length - 1] = { ...last, count: Math.max(last.count, end - last.address) };
    else merged.push(one);
  }
  return [...blocks, ...merged];
}

/** True where the block brings these registers. */
export function holds(block: ReadBlock, { fc, address, count }: ReadBlock): boolean {
  return block.fc === fc && block.address <= address && address + count <= block.address + block.count;
}
