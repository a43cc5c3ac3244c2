import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import { expect, it, vi } from 'vitest';
import { createFleet } from '../fleet';
import { takeWiredSetPoints } from './wired-set-points';

const start = Date.UTC(2025, 10, 24, 16);

it('a fleet takes set points from the broker it publishes to, and says there what became of them', async () => {
  const broker = await Aedes.createBroker();
  const server = createServer((socket) => broker.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const person = await connectAsync(url);
  await person.publishAsync('bt-sim/R1/set/stirrerRpm', '333', { qos: 1, retain: true });
  const answers: Record<string, unknown> = {};
  person.on('message', (topic, payload) => (answers[topic] = JSON.parse(payload.toString())));
  await person.subscribeAsync('bt-sim/+/said/+');

  const fleet = createFleet({ dialect: 'bt', units: 1, preset: '15L', seed: 1, atHour: 0 }, start);
  const plant = await connectAsync(url);
  const listening = new Promise<void>((resolve) =>
    broker.on('subscribe', (_, client) => {
      if (client?.id === plant.options.clientId) resolve();
    }),
  );
  takeWiredSetPoints(plant, fleet.setPoint.bind(fleet), () => undefined);
  await listening;
  for (const [topic, payload] of [
    ['bt-sim/R1/set/gasNlMin', '7.5'],
    ['bt-sim/R1/set/ph', '12'],
    ['bt-sim/R9/set/tempC', '30'],
    ['bt-sim/R1/set/doPct', 'much'],
  ] as const)
    await person.publishAsync(topic, payload, { qos: 1 });
  await vi.waitUntil(() => Object.keys(answers).length === 4, { timeout: 5000 });
  expect(answers).toEqual({
    'bt-sim/R1/said/gasNlMin': { ok: true },
    'bt-sim/R1/said/ph': { ok: false, words: 'ph must be from 3 to 8' },
    'bt-sim/R9/said/tempC': { ok: false, words: 'No simulated unit is called R9' },
    'bt-sim/R1/said/doPct': { ok: false, words: 'much is neither a number nor auto' },
  });
  const seen: Record<string, number> = {};
  const note = ({ topic, payload }: { topic: string; payload: string }): void => {
    seen[topic] = (JSON.parse(payload) as { v: number }).v;
  };
  fleet.stepOne(start + 5000, { reading: note, announcement: () => undefined });
  expect(seen['bt/R1/Gas_MFC_air']).toBeCloseTo(7.5, 1);
  expect(seen['bt/R1/Stir_SP']).toBe(300);
  await Promise.all([person.endAsync(true), plant.endAsync(true)]);
  await new Promise<void>((resolve) => broker.close(() => server.close(() => resolve())));
});
