import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drivers } from '../../../../drivers/registry';
import { brokerConnectionSchema, type BrokerConnection } from '../../../shared/model/connection';
import {
  freePort,
  mosquittoMissing,
  startMosquitto,
  titleWithMosquitto,
  type Mosquitto,
} from '../../../../tests/flow/mosquitto';
import { createIntake, type Intake } from './create-intake';
import { systemClock, type Clock } from './clock';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 30_000 });

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function started(lines: readonly string[] = []): Promise<Mosquitto> {
  const broker = await startMosquitto({ lines });
  closing.push(() => broker.stop());
  return broker;
}

function connectionTo(port: number, more: Partial<BrokerConnection> = {}): BrokerConnection {
  return brokerConnectionSchema.parse({
    id: 'plant',
    name: 'Plant',
    kind: 'mqtt',
    enabled: true,
    broker: { host: '127.0.0.1', port, tls: false, protocol: '3.1.1', clientId: 'bt-intake-test' },
    dialect: 'auto',
    topics: [],
    autoUnits: true,
    scale: '15L',
    ...more,
  });
}

/** The back-off's waits in a hundredth of their time. */
const hurried: Clock = {
  now: () => systemClock.now(),
  after: (delayMs, run) => systemClock.after(delayMs / 100, run),
};

/** A station in small: "commits" what it got in one go after a moment and acknowledges it then. */
function startIntake(commitMs: number): { intake: Intake; committed: Map<string, number> } {
  const committed = new Map<string, number>();
  const pending: { text: string; ack: () => void }[] = [];
  const intake = createIntake({
    drivers,
    onDelivery: (_connection, delivery) =>
      pending.push({ text: new TextDecoder().decode(delivery.payload), ack: () => delivery.ack() }),
    onStateChange: () => undefined,
    log: () => undefined,
    clock: hurried,
    random: () => 0.5,
  });
  const timer = setInterval(() => {
    for (const { text, ack } of pending.splice(0)) {
      committed.set(text, (committed.get(text) ?? 0) + 1);
      ack();
    }
  }, commitMs);
  closing.push(async () => {
    clearInterval(timer);
    await intake.stop();
  });
  return { intake, committed };
}

const online = async (intake: Intake): Promise<void> => {
  await vi.waitFor(() => expect(intake.statuses()[0]?.state).toBe('online'), 20_000);
};

describe.skipIf(mosquittoMissing)(titleWithMosquitto('intake at a real broker'), () => {
  it.each(['3.1.1', '5'] as const)(
    'loses nothing the broker took over twenty stops and starts (MQTT %s)',
    async (protocol) => {
      const server = await started(['persistence true', 'max_queued_messages 0']);
      const { intake, committed } = startIntake(15);
      const { broker } = connectionTo(server.port);
      await intake.apply([
        { connection: connectionTo(server.port, { broker: { ...broker, protocol } }), secrets: {} },
      ]);
      await online(intake);

      // Keeps publishing through every outage; what the broker acknowledged it has taken over.
      const publisher: MqttClient = mqtt.connect(server.url, { reconnectPeriod: 20, queueQoSZero: false });
      publisher.on('error', () => undefined);
      closing.push(() => publisher.endAsync(true));
      const taken = new Set<string>();
      let next = 0;
      const publishing = setInterval(() => {
        if (!publisher.connected) return;
        const text = `${(next += 1)}`;
        publisher.publish('bt/R1/pH', text, { qos: 1 }, (error) => {
          if (!error) taken.add(text);
        });
      }, 2);
      for (let round = 0; round < 20; round += 1) {
        await vi.waitFor(() => expect(taken.size).toBeGreaterThan(round * 20), 20_000);
        await server.stop();
        await server.start();
      }
      await vi.waitFor(() => expect(taken.size).toBeGreaterThan(450), 20_000);
      clearInterval(publishing);

      await online(intake);
      await vi.waitFor(() => expect([...taken].filter((text) => !committed.has(text))).toEqual([]), 20_000);
      expect(intake.status(connectionTo(1).id)?.reconnects).toBeGreaterThan(2);
    },
  );

  it('delivers again after a restart what was not committed', async () => {
    const server = await started();
    const first = startIntake(1_000_000);
    const configured = [{ connection: connectionTo(server.port), secrets: {} }];
    await first.intake.apply(configured);
    await online(first.intake);
    const publisher = await mqtt.connectAsync(server.url);
    closing.push(() => publisher.endAsync(true));
    for (const text of ['1', '2', '3']) await publisher.publishAsync('bt/R1/pH', text, { qos: 1 });
    await vi.waitFor(() => expect(first.intake.statuses()[0]?.messages).toBe(3));
    await first.intake.stop();
    await publisher.publishAsync('bt/R1/pH', '4', { qos: 1 });
    const second = startIntake(5);
    await second.intake.apply(configured);
    await vi.waitFor(() =>
      expect([...second.committed]).toEqual([
        ['1', 1],
        ['2', 1],
        ['3', 1],
        ['4', 1],
      ]),
    );
  });

  it('tests a connection beside the running one', async () => {
    const server = await started();
    const { intake } = startIntake(5);
    const connection = connectionTo(server.port);
    await intake.apply([{ connection, secrets: {} }]);
    await online(intake);
    expect(await intake.test(connection, {})).toEqual({
      ok: true,
      words: 'Connected with MQTT 3.1.1 and subscribed.',
    });
    const closed = await freePort();
    expect(await intake.test(connectionTo(closed), {})).toEqual({
      ok: false,
      words: `Nothing listens on 127.0.0.1:${closed}. Check the port, and that the broker is running.`,
    });
    expect(intake.status(connection.id)).toMatchObject({ state: 'online', reconnects: 0 });
  });

  it('does not hand on topics of an earlier configuration', async () => {
    const server = await started();
    const { intake, committed } = startIntake(5);
    await intake.apply([{ connection: connectionTo(server.port, { topics: ['a/#', 'b/#'] }), secrets: {} }]);
    await online(intake);
    const narrow = connectionTo(server.port, { topics: ['a/+'] });
    await intake.apply([{ connection: narrow, secrets: {} }]);
    await online(intake);
    const publisher = await mqtt.connectAsync(server.url);
    closing.push(() => publisher.endAsync(true));
    await publisher.publishAsync('b/x', 'old', { qos: 1 });
    await publisher.publishAsync('a/x', 'new', { qos: 1 });
    await vi.waitFor(() => expect(committed.has('new')).toBe(true));
    expect(intake.status(narrow.id)).toMatchObject({ readings: 1, refused: { 'not-subscribed': 1 } });
  });
});
