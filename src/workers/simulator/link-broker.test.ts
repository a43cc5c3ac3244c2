import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as dial, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFleet } from './fleet';
import { linkBroker } from './link-broker';
import { createPlantClock } from './plant-clock';
import { createFleetRunner } from './run-fleet';
import { mosquittoMissing, titleWithMosquitto } from '../../../tests/flow/mosquitto';
import { surePublish } from './sure-publish';

const mosquittoPath = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/usr/local/sbin/mosquitto'].find(
  existsSync,
);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dial(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe.skipIf(mosquittoMissing)(titleWithMosquitto('with a real Mosquitto'), () => {
  let folder = '';
  let port = 0;
  let broker: ChildProcess | undefined;
  const clients: MqttClient[] = [];

  const start = async (extra: string): Promise<void> => {
    const file = join(folder, 'mosquitto.conf');
    const lines = [
      `listener ${port} 127.0.0.1`,
      'persistence true',
      `persistence_location ${folder}/`,
      'max_queued_messages 0',
      ...(process.getuid?.() === 0 ? ['user root'] : []),
      extra,
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    broker = spawn(mosquittoPath ?? '', ['-c', file], { stdio: 'ignore' });
    await vi.waitFor(async () => expect(await answers(port)).toBe(true), { timeout: 10_000 });
  };
  const stop = async (): Promise<void> => {
    if (!broker || broker.exitCode !== null) return;
    const gone = once(broker, 'exit');
    broker.kill('SIGTERM');
    await gone;
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bt-mosquitto-'));
    port = await freePort();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
    await stop();
    rmSync(folder, { recursive: true });
  });

  it('loses nothing while the broker is stopped and started five times', async () => {
    await start('allow_anonymous true');
    const heard = new Set<string>();
    const reader = connect(`mqtt://127.0.0.1:${port}`, {
      clientId: 'reader',
      clean: false,
      reconnectPeriod: 50,
    });
    clients.push(reader);
    reader.on('message', (topic, payload) => heard.add(`${topic} ${payload.toString()}`));
    await reader.subscribeAsync('bt/#', { qos: 1 });
    const said: string[] = [];
    const client = linkBroker(
      { broker: `mqtt://127.0.0.1:${port}`, retryMs: 50 },
      { say: () => undefined, complain: (words) => said.push(words), giveUp: () => undefined },
    );
    clients.push(client);
    const publish = surePublish(client);
    const begin = Date.UTC(2025, 10, 24, 16);
    const fleet = createFleet({ dialect: 'bt', units: 2, preset: '1L', seed: 4, atHour: 0 }, begin);
    const sent = new Set<string>();
    const runner = createFleetRunner(fleet, createPlantClock(begin, begin, 1), (message, retain, done) => {
      sent.add(`${message.topic} ${message.payload}`);
      publish(message.topic, message.payload, { qos: 1, retain }, done);
    });
    let now = begin;
    for (let round = 0; round < 5; round++) {
      while (runner.advance((now += 5000), 1000));
      await stop();
      while (runner.advance((now += 5000), 1000));
      await start('allow_anonymous true');
    }
    const settled = (): void =>
      expect([sent.size - heard.size, runner.counts.sent - runner.counts.acknowledged]).toEqual([0, 0]);
    await vi.waitFor(settled, { timeout: 30_000 });
    expect(heard).toEqual(sent);
    expect(sent.size).toBe(2 * (1 + 50 * 22 + 5));
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter((words) => !/^(Cannot reach the broker|The broker) at mqtt:/.test(words))).toEqual([]);
  }, 60_000);

  it('gives up in words where the broker does not let us in', async () => {
    await start('allow_anonymous false');
    const said: string[] = [];
    await new Promise<void>((resolve) => {
      clients.push(
        linkBroker(
          { broker: `mqtt://me:secret@127.0.0.1:${port}` },
          { say: () => undefined, complain: (words) => said.push(words), giveUp: () => resolve() },
        ),
      );
    });
    expect(said).toEqual([
      `The broker at mqtt://127.0.0.1:${port} answers, but it does not allow this user.`,
    ]);
  }, 30_000);
});
