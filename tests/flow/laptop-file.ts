import { generateKeyPairSync, randomUUID, sign, createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DeviceStatus, DeviceValue } from '../../src/shared/model/device';
import { fieldFormat, type FieldChannel } from '../../src/shared/model/field-file';
import { connectionIdSchema } from '../../src/shared/model/identity';
import { startRecorder } from '../../src/workers/station/field/recorder';

/** The key of a laptop. */
export function laptopKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const keyId = createHash('sha256').update(spki).digest('hex').slice(0, 32);
  return { keyId, publicPem, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey).toString('base64') };
}
export type LaptopKey = ReturnType<typeof laptopKey>;

export interface LaptopFile {
  readonly dir: string;
  readonly file: string;
  readonly key: LaptopKey;
  /** Of the first value, epoch ms; then one a second. */
  readonly start: number;
  readonly seconds: number;
  /** Value of a reading in a second. */
  readonly readings: Readonly<
    Record<string, { readonly unit: string; readonly tag: string; readonly at: (second: number) => number }>
  >;
  readonly unitId?: string;
  /** False leaves the file as a kill would: without its end. */
  readonly ended?: boolean;
}

const connectionId = connectionIdSchema.parse('laptop-bus');

/** Records a device with the recorder itself, on a clock that runs as fast as the disk. */
export async function writeLaptopFile(wish: LaptopFile): Promise<string> {
  const { dir, file, key, start, seconds, readings, unitId = 'R1' } = wish;
  const path = join(dir, file);
  let now = start - 1000;
  const statusNow = (): DeviceStatus[] => {
    const second = Math.round((now - start) / 1000);
    const values = Object.entries(readings).map(([reading, { unit, tag, at }]): DeviceValue => ({
      reading,
      words: reading,
      unit,
      tag,
      raw: `0x${Math.round(at(second) * 1000).toString(16)}`,
      value: at(second),
      at: second < 0 ? null : now,
      doubt: '',
      noise: null,
      recent: [],
    }));
    const identity = { manufacturer: 'Maker', model: 'Analyser', serialNumber: 'A-1', firmware: '2' };
    const device = {
      connectionId,
      device: '100',
      driverId: 'gas-analyser',
      driverWords: 'Gas analyser',
      unitId: null,
    };
    const health = { state: 'good', since: start, words: '', errors: {}, answers: 0, cycleMs: 10, lastAnswerAt: now, swapOffered: false } as const; // prettier-ignore
    return [{ ...device, identity, ...health, values }];
  };
  const keyOf = (reading: string): string => `laptop-bus/100/${reading}`;
  const channels = Object.entries(readings).map(
    ([reading, { unit, tag }]): FieldChannel => ({ key: keyOf(reading), device: 'laptop-bus/100', reading, words: reading, unit, tag, unitId, calibration: null }), // prettier-ignore
  );
  const [device] = statusNow();
  if (!device) throw new Error('No device');
  const recorder = await startRecorder({
    path,
    sign: key.sign,
    chosen: new Map(channels.map((channel, index) => [channel.key, index])),
    devices: statusNow,
    now: () => now,
    monotonic: () => now,
    head: {
      kind: 'head',
      format: fieldFormat,
      version: 1,
      recordingId: randomUUID(),
      name: 'Night shift',
      stationId: 'laptop-station',
      computer: 'laptop-7',
      appVersion: '0.0.0',
      by: 'Ann (ann)',
      zone: 'UTC',
      startedAt: now,
      key: { keyId: key.keyId, publicPem: key.publicPem },
      clock: null,
      devices: [{ key: 'laptop-bus/100', driver: 'gas-analyser', driverWords: 'Gas analyser', identity: device.identity, connection: { port: 'ttyUSB0' } }], // prettier-ignore
      channels,
    },
  });
  for (let second = 0; second < seconds; second += 1) {
    now = start + second * 1000;
    recorder.look();
    if (second % 60 === 59) await recorder.flush();
  }
  await recorder.note('Ann (ann)', 'Filter changed');
  if (wish.ended === false) await recorder.flush();
  else await recorder.end('Ann (ann)', 'stopped');
  return path;
}
