import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { FieldStatus, KeptFieldFile } from '../../src/shared/contract/field';
import type { DeviceScan, DeviceStatus } from '../../src/shared/model/device';
import { fieldEntrySchema, fieldValues } from '../../src/shared/model/field-file';
import { makeDataDir, removeDataDir, startHeadless, type HeadlessStation } from '../screens/headless-station';
import { floatWords, pymodbusMissing, socatMissing, startModbusPeer } from './peers/modbus-peer';
import { openSerialPair } from './peers/serial-pair';

const left = pymodbusMissing ? 'pymodbus' : socatMissing ? 'socat' : '';
const title = `a laptop killed while it records${left === '' ? '' : ` [left out: ${left} is not installed]`}`;
/** Values recorded before each kill: another moment of the writing each time. */
const kills = [75, 30, 110, 55].slice(0, Number(process.env['KILL_ROUNDS'] ?? 1));

describe.skipIf(left !== '')(title, () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });

  it(
    'has every value it told as safe, closes the file at the next start and says so',
    { timeout: 120_000 },
    async () => {
      const dataDir = await makeDataDir();
      stops.push(() => removeDataDir(dataDir));
      const pair = await openSerialPair();
      stops.push(() => pair.remove());
      const input = [20.9, 0.04, 400, 24.5, 45, 10.2, 13.9, 1013, 50].flatMap(floatWords);
      const analyser = await startModbusPeer('rtu', pair.far, { 100: { input, holding: Array(12).fill(0) } });
      stops.push(() => analyser.stop());
      let laptop = await startHeadless(['--no-demo'], dataDir);
      stops.push(() => laptop.stop());
      const found = await scanned(laptop, pair.near);
      const { id } = await ask<{ id: string }>(laptop, 'POST', '/device/use', { key: found, name: 'Gas', unitId: null, intervalMs: 50 }); // prettier-ignore
      for (const [round, least] of kills.entries()) {
        await until(
          () => ask<DeviceStatus[]>(laptop, 'GET', `/device/live?connectionId=${id}`),
          ([device]) => (device?.answers ?? 0) > 2,
        );
        const readings = ['o2', 'co2'].map((reading) => ({
          connectionId: id,
          device: '100',
          reading,
          tag: '',
        }));
        const { file } = await ask<{ file: string }>(laptop, 'POST', '/field/start', { name: `Kill ${round}`, readings }); // prettier-ignore
        const told = await until(
          () => ask<FieldStatus>(laptop, 'GET', '/field/status'),
          ({ recording }) => (recording?.values ?? 0) >= least,
        );
        const killedAt = Date.now();
        await laptop.stop('SIGKILL');
        laptop = await startHeadless(['--no-demo'], dataDir);
        const files = await until(
          () => ask<KeptFieldFile[]>(laptop, 'GET', '/field/files'),
          (all) => all.every(({ state }) => state === 'closed'),
        );
        const kept = files.find((one) => one.file === file);
        expect(kept?.values).toBeGreaterThanOrEqual(told.recording?.values ?? 0);
        expect(kept?.words).toContain('At most the last second before');
        const { recovered } = await ask<FieldStatus>(laptop, 'GET', '/field/status');
        expect(recovered.join()).toContain(`${file}: ${kept?.values} values`);
        const entries = readFileSync(join(dataDir, 'field', file), 'utf8').trimEnd().split('\n').map((line) => fieldEntrySchema.parse(JSON.parse(line.split('\t', 1)[0] ?? ''))); // prettier-ignore
        const values = entries.flatMap((entry) => (entry.kind === 'values' ? fieldValues(entry) : []));
        expect([values.length, new Set(values.map(({ channel, t }) => `${channel} ${t}`)).size]).toEqual([kept?.values, kept?.values]); // prettier-ignore
        const lastAt = Math.max(...values.map(({ t }) => t));
        process.stdout.write(
          `killed: ${values.length} values saved, the last ${killedAt - lastAt} ms before the kill\n`,
        );
      }
    },
  );
});

async function scanned(laptop: HeadlessStation, port: string): Promise<string> {
  await ask(laptop, 'POST', '/device/scan', { ports: [port], bauds: [9600], busIds: [100], drivers: [] });
  const { scan } = await until(
    () => ask<{ scan: DeviceScan | null }>(laptop, 'GET', '/device/scan'),
    (answer) => answer.scan !== null && answer.scan.state !== 'running',
  );
  return scan?.found[0]?.key ?? '';
}

async function ask<T>(
  { origin, token }: HeadlessStation,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function until<T>(look: () => Promise<T>, satisfied: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 40_000;
  for (;;) {
    const answer = await look();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`Not in 40 s: ${JSON.stringify(answer).slice(0, 300)}`);
    await pause(50);
  }
}
