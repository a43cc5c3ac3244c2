import type { DevicePlace, FoundDevice } from '../../src/shared/model/device';
import type { DeviceMap } from '../device/device-map';
import type { ScanStep } from '../device/scan-devices';
import { decodeDevice, type ReadRegisters } from './decode-device';
import type { ModbusMaster } from './modbus-master';
import { readBlocks } from './read-blocks';
import { readIdentity } from './read-identity';

/** Asks every bus id for one register; who answers at all, an exception too, is looked at with every map. */
export async function scanBus(
  master: ModbusMaster,
  busIds: readonly number[],
  maps: readonly DeviceMap[],
  placeOf: (busId: number) => DevicePlace,
  step: ScanStep,
  signal: AbortSignal,
): Promise<void> {
  for (const busId of busIds) {
    if (signal.aborted) return;
    const answer = await master.ask({ busId, fc: 4, address: 0, count: 1 });
    step.asked();
    const known = maps.some((map) => map.busId === busId);
    const there = answer.kind !== 'timeout' || (known && (await asksHolding(master, busId)));
    if (there && !signal.aborted)
      step.found({ place: placeOf(busId), ...(await recognise(master, busId, maps)) });
  }
}

/** A device may keep silent to a function it does not know; asked of those ids alone that makers set. */
async function asksHolding(master: ModbusMaster, busId: number): Promise<boolean> {
  return (await master.ask({ busId, fc: 3, address: 0, count: 1 })).kind !== 'timeout';
}

type Recognised = Omit<FoundDevice, 'key' | 'place'>;

const stranger: Recognised = {
  driverId: '',
  driverWords: 'A Modbus device that no register map fits',
  identity: { manufacturer: '', model: '', serialNumber: '', firmware: '' },
  confidence: 0,
  readings: [],
  words: 'Put a register map for it into the folder devices of the data folder.',
};

async function recognise(
  master: ModbusMaster,
  busId: number,
  maps: readonly DeviceMap[],
): Promise<Recognised> {
  let best = stranger;
  // The map whose maker sets this bus id first: it is most likely the one.
  for (const map of maps.toSorted((a, b) => Number(b.busId === busId) - Number(a.busId === busId))) {
    const fit = await fitOf(master, busId, map);
    if (fit && fit.confidence > best.confidence) best = fit;
    if (best.confidence >= 0.95) break;
  }
  return best;
}

async function fitOf(master: ModbusMaster, busId: number, map: DeviceMap): Promise<Recognised | null> {
  const came: ReadRegisters[] = [];
  for (const block of readBlocks(map)) {
    const answer = await master.ask({ busId, ...block });
    if (answer.kind !== 'registers') return null;
    came.push({ ...block, registers: answer.registers });
  }
  const asMapped = decodeDevice(map, came, map.wordOrder);
  const swap = asMapped.wide > 0 && asMapped.swapped * 2 > asMapped.wide;
  const decoded = swap
    ? decodeDevice(map, came, map.wordOrder === 'high-first' ? 'low-first' : 'high-first')
    : asMapped;
  const judged = decoded.values.filter(
    ({ reading }) => map.readings.find(({ name }) => name === reading)?.possible,
  );
  const plausible = judged.filter(({ state, value }) => state === 'good' && value !== null).length;
  // Numbers that are all within what the device can say tell more the more there are.
  const share =
    judged.length === 0 ? 0.2 : (plausible / judged.length) * (judged.length / (judged.length + 0.5));
  if (share < 0.2) return null;
  const identity = await readIdentity(master, map, busId);
  const confidence = Math.min(
    1,
    0.6 * share + (map.busId === busId ? 0.3 : 0) + (identity.serialNumber !== '' ? 0.1 : 0),
  );
  return {
    driverId: map.id,
    driverWords: map.words,
    identity,
    confidence: Number(confidence.toFixed(2)),
    readings: map.readings.map(({ name, words, unit, tag }) => ({
      reading: name,
      words: words || name,
      unit,
      tag,
      sample: decoded.values.find(({ reading }) => reading === name)?.value ?? null,
    })),
    swapWords: swap,
    words: swap ? 'Its numbers make sense only with the two words of each swapped.' : '',
  };
}
