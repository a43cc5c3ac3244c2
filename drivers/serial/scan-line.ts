import type { SerialLine } from '../../src/shared/model/device';
import type { ScanStep } from '../device/scan-devices';
import { createLineBuffer } from './line-buffer';
import type { SerialDriver } from './serial-driver';
import type { SerialPipe } from './serial-pipe';

const answerWithinMs = 220;

/**
 * Asks the line in every protocol and believes only lines that no other device writes.
 * @returns whether somebody was recognised
 */
export async function scanLine(
  pipe: SerialPipe,
  line: SerialLine,
  drivers: readonly SerialDriver[],
  step: ScanStep,
  signal: AbortSignal,
): Promise<boolean> {
  let take: (piece: Uint8Array) => void = () => undefined;
  pipe.onData((piece) => take(piece));
  for (const driver of drivers)
    for (const address of driver.addresses) {
      if (signal.aborted) return false;
      const heard: string[] = [];
      const buffer = createLineBuffer(driver.lineEnd);
      take = (piece) => heard.push(...buffer.take(piece));
      const say = async (questions: readonly string[]): Promise<void> => {
        for (const question of questions) {
          const before = heard.length;
          pipe.write(question);
          await until(() => heard.length > before, answerWithinMs, signal);
        }
      };
      await say(driver.probe(address));
      step.asked();
      if (!heard.some((text) => driver.sure(text))) continue;
      await say([...driver.identify(address), ...driver.ask(address)]);
      foundOn(line, driver, address, heard, step);
      if (driver.addresses.length === 1) return true;
    }
  take = () => undefined;
  return false;
}

function foundOn(
  line: SerialLine,
  driver: SerialDriver,
  address: string,
  heard: readonly string[],
  step: ScanStep,
): void {
  const read = driver.reader({ address, inputs: [] });
  const identity = { manufacturer: driver.manufacturer, model: '', serialNumber: '', firmware: '' };
  const samples = new Map<string, number | null>();
  for (const text of heard) {
    const meaning = read(text);
    Object.assign(identity, meaning?.identity);
    for (const { reading, value } of meaning?.values ?? []) samples.set(reading, value);
  }
  // An EZO circuit says what it measures; its readings follow from that.
  const kind = driver.id === 'atlas-ezo' ? identity.model.replace(/^EZO /, '') : address;
  step.found({
    place: { kind: 'serial', line, address: kind },
    driverId: driver.id,
    driverWords: driver.words,
    identity,
    confidence: identity.model !== '' || identity.serialNumber !== '' ? 1 : 0.9,
    readings: driver
      .readings({ address: kind, inputs: [] })
      .map((one) => ({ ...one, sample: samples.get(one.reading) ?? null })),
    words: '',
  });
}

async function until(holds: () => boolean, withinMs: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + withinMs;
  while (!holds() && performance.now() < end && !signal.aborted)
    await new Promise((resolve) => setTimeout(resolve, 8));
}
