import { readFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { brokerSchema, type Broker } from '../../src/shared/model/connection';
import {
  createAuthority,
  freePort,
  mosquittoMissing,
  startMosquitto,
  titleWithMosquitto,
  type Mosquitto,
} from '../../tests/flow/mosquitto';
import type { LinkEnd } from '../driver';
import { openLink } from './open';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

interface Got {
  readonly text: string;
  readonly ack: () => void;
  readonly giveBack: () => void;
}

interface OpenedLink {
  readonly got: Got[];
  readonly online: Promise<string>;
  readonly end: Promise<LinkEnd>;
  close(): Promise<LinkEnd>;
}

const links: OpenedLink[] = [];
const brokers: Mosquitto[] = [];
const publishers: MqttClient[] = [];

function brokerAt(port: number, more: Partial<Broker> = {}): Broker {
  return brokerSchema.parse({
    host: '127.0.0.1',
    port,
    tls: false,
    protocol: '3.1.1',
    clientId: 'bt-open-test',
    ...more,
  });
}

/** Opens a link; messages are acknowledged only by the test. */
function open(broker: Broker, secrets = {}, filters = ['t/#']): OpenedLink {
  const got: Got[] = [];
  const abort = new AbortController();
  const online = Promise.withResolvers<string>();
  const end = openLink(
    { broker, secrets, persistent: true, filters },
    {
      online: online.resolve,
      message: (_topic, payload, _retained, answer) => {
        got.push({ text: new TextDecoder().decode(payload), ...answer });
      },
    },
    abort.signal,
  );
  const close = (): Promise<LinkEnd> => {
    abort.abort();
    return end;
  };
  const link = { got, online: online.promise, end, close };
  links.push(link);
  return link;
}

async function started(lines: readonly string[] = [], port?: number): Promise<Mosquitto> {
  const broker = await startMosquitto({ lines, ...(port === undefined ? {} : { port }) });
  brokers.push(broker);
  return broker;
}

async function publisherTo(broker: Mosquitto): Promise<MqttClient> {
  const client = await mqtt.connectAsync(broker.url);
  publishers.push(client);
  return client;
}

afterEach(async () => {
  await Promise.all(links.splice(0).map((link) => link.close()));
  await Promise.all(publishers.splice(0).map((client) => client.endAsync(true)));
  await Promise.all(brokers.splice(0).map((broker) => broker.stop()));
});

describe.skipIf(mosquittoMissing)(titleWithMosquitto('a link to a real broker'), () => {
  it.each(['3.1.1', '5'] as const)(
    'acknowledges after commit only: MQTT %s delivers the rest again, and nothing twice that was acknowledged',
    async (protocol) => {
      const server = await started();
      const first = open(brokerAt(server.port, { protocol }));
      expect(await first.online).toBe('');
      const publisher = await publisherTo(server);
      for (const n of [1, 2, 3, 4, 5, 6]) publisher.publish('t/a', `${n}`, { qos: 1 });
      await vi.waitFor(() =>
        expect(first.got.map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5', '6']),
      );

      // Committed: 1, 2, 3 and 5. Order is kept on the wire, so 5 waits for 4 and comes again.
      for (const n of [2, 0, 1, 4]) first.got[n]?.ack();
      await first.close();
      first.got[3]?.ack(); // too late: belongs to a connection that is gone

      const second = open(brokerAt(server.port, { protocol }));
      await second.online;
      await vi.waitFor(() => expect(second.got.map(({ text }) => text)).toEqual(['4', '5', '6']));
      for (const { ack } of second.got) ack();
      publisher.publish('t/a', '7', { qos: 1 });
      await vi.waitFor(() => expect(second.got).toHaveLength(4));
      second.got[3]?.ack();
      await second.close();

      const third = open(brokerAt(server.port, { protocol }));
      await third.online;
      publisher.publish('t/a', '8', { qos: 1 });
      await vi.waitFor(() => expect(third.got.map(({ text }) => text)).toEqual(['8']));
    },
  );

  it.each(['3.1.1', '5'] as const)(
    'takes messages without waiting for each acknowledgement (MQTT %s)',
    async (protocol) => {
      const server = await started(['max_inflight_messages 0', 'max_queued_messages 0']);
      const link = open(brokerAt(server.port, { protocol }));
      await link.online;
      const publisher = await publisherTo(server);
      for (let n = 0; n < 2000; n += 1) publisher.publish('t/a', `${n}`, { qos: 1 });
      // None is acknowledged yet, all are here.
      await vi.waitFor(() => expect(link.got).toHaveLength(2000), 20_000);
      expect(new Set(link.got.map(({ text }) => text)).size).toBe(2000);
      for (const { ack } of link.got) ack();
      await link.close();
      const again = open(brokerAt(server.port, { protocol }));
      await again.online;
      publisher.publish('t/a', 'last', { qos: 1 });
      await vi.waitFor(() => expect(again.got.map(({ text }) => text)).toEqual(['last']));
    },
  );

  it('says what to do about a wrong password, a refused port and an unknown host', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'mosquitto-'));
    const passwords = join(dir, 'passwords');
    writeFileSync(passwords, '');
    spawnSync('mosquitto_passwd', ['-b', passwords, 'ana', 'right']);
    const server = await started(['allow_anonymous false', `password_file ${passwords}`]);
    for (const protocol of ['3.1.1', '5'] as const) {
      const ana = brokerAt(server.port, { protocol, username: 'ana' });
      expect(await open(ana, { password: 'wrong' }).end).toEqual({
        state: 'refused',
        words: expect.stringContaining('Check user name and password') as string,
      });
      expect(await open(brokerAt(server.port, { protocol })).end).toMatchObject({
        state: 'refused',
        words: expect.stringContaining('Enter user name and password') as string,
      });
      const right = open(ana, { password: 'right' });
      expect(await right.online).toBe('');
      await right.close();
    }
    const port = await freePort();
    expect(await open(brokerAt(port)).end).toEqual({
      state: 'offline',
      words: `Nothing listens on 127.0.0.1:${port}. Check the port, and that the broker is running.`,
    });
    expect(await open(brokerAt(port, { host: 'nowhere.invalid' })).end).toMatchObject({
      state: 'offline',
      words: expect.stringContaining('No computer called "nowhere.invalid"') as string,
    });
  });

  it('ends when a message could not be kept, and gets it and what came after it again', async () => {
    const server = await started();
    const first = open(brokerAt(server.port));
    await first.online;
    const publisher = await publisherTo(server);
    for (const n of [1, 2, 3]) publisher.publish('t/a', `${n}`, { qos: 1 });
    await vi.waitFor(() => expect(first.got).toHaveLength(3));
    first.got[0]?.ack();
    first.got[2]?.ack();
    await new Promise((resolve) => setImmediate(resolve));
    first.got[1]?.giveBack();
    expect(await first.end).toMatchObject({
      state: 'offline',
      words: expect.stringContaining('could not be stored') as string,
    });
    const second = open(brokerAt(server.port));
    await vi.waitFor(() => expect(second.got.map(({ text }) => text)).toEqual(['2', '3']));
  });

  it('says when another program takes its client id', async () => {
    const server = await started();
    const first = open(brokerAt(server.port, { protocol: '5' }));
    await first.online;
    await open(brokerAt(server.port, { protocol: '5' })).online;
    expect((await first.end).words).toContain('another program may be using the client id "bt-open-test"');
  });

  it('tells when the broker goes away', async () => {
    const server = await started();
    const link = open(brokerAt(server.port));
    await link.online;
    await server.kill();
    expect(await link.end).toMatchObject({ state: 'offline' });
  });
});

describe('a link to the embedded broker', () => {
  it('is told that MQTT 5 is not spoken there, and works with 3.1.1', async () => {
    const embedded = await Aedes.createBroker();
    const server = createServer(embedded.handle);
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await open(brokerAt(port, { protocol: '5' })).end).toEqual({
      state: 'refused',
      words: 'The broker does not accept MQTT 5. Choose MQTT 3.1.1 under Connections.',
    });
    const first = open(brokerAt(port));
    expect(await first.online).toBe('');
    const publisher = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
    publishers.push(publisher);
    for (const n of [1, 2, 3]) await publisher.publishAsync('t/a', `${n}`, { qos: 1 });
    await vi.waitFor(() => expect(first.got).toHaveLength(3));
    first.got[0]?.ack();
    await first.close();
    const second = open(brokerAt(port));
    await vi.waitFor(() => expect(second.got.map(({ text }) => text)).toEqual(['2', '3']));
    await second.close();
    await publisher.endAsync(true);
    embedded.close();
    server.close();
  });

  it('says which topics it may not read', async () => {
    const embedded = await Aedes.createBroker({
      authorizeSubscribe: (_client, subscription, done) =>
        done(null, subscription.topic.startsWith('secret') ? null : subscription),
    });
    const server = createServer(embedded.handle);
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const some = open(brokerAt(port), {}, ['t/#', 'secret/#']);
    expect(await some.online).toBe('The broker does not let us read secret/#.');
    await some.close();
    expect((await open(brokerAt(port), {}, ['secret/a', 'secret/b']).end).state).toBe('refused');
    embedded.close();
    server.close();
  });

  it('can be aborted while a server says nothing', async () => {
    const silent = createServer(() => undefined);
    const port = await freePort();
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
    const link = open(brokerAt(port));
    const [closed] = await Promise.all([link.close(), link.end]);
    expect(closed).toEqual({ state: 'offline', words: '' });
    silent.close();
  });
});

describe.skipIf(mosquittoMissing)(titleWithMosquitto('TLS'), () => {
  let caPem = '';
  let plainPort = 0;
  let ports: Record<'good' | 'expired' | 'other' | 'mutual', number>;
  let client: { certPem: string; keyPem: string };
  const servers: Mosquitto[] = [];

  beforeAll(async () => {
    const dir = mkdtempSync(join(tmpdir(), 'mosquitto-tls-'));
    const authority = createAuthority(dir);
    caPem = readFileSync(authority.caFile, 'utf8');
    const serve = async (
      { certFile, keyFile }: { certFile: string; keyFile: string },
      more: string[] = [],
    ): Promise<number> => {
      const lines = [`cafile ${authority.caFile}`, `certfile ${certFile}`, `keyfile ${keyFile}`, ...more];
      const server = await startMosquitto({ dir, lines });
      servers.push(server);
      return server.port;
    };
    const good = authority.issue('127.0.0.1');
    const own = authority.issue('station');
    client = { certPem: readFileSync(own.certFile, 'utf8'), keyPem: readFileSync(own.keyFile, 'utf8') };
    ports = {
      good: await serve(good),
      expired: await serve(authority.issue('127.0.0.1', true)),
      other: await serve(authority.issue('broker.plant.example')),
      mutual: await serve(good, ['require_certificate true']),
    };
    const plain = await startMosquitto();
    servers.push(plain);
    plainPort = plain.port;
  });

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
  });

  it('connects with the authority that issued the certificate', async () => {
    expect(await open(brokerAt(ports.good, { tls: true, caPem })).online).toBe('');
  });

  it('connects with a client certificate', async () => {
    const broker = brokerAt(ports.mutual, { tls: true, caPem, certPem: client.certPem });
    expect(await open(broker, { keyPem: client.keyPem }).online).toBe('');
  });

  it.each([
    ['expired', () => brokerAt(ports.expired, { tls: true, caPem }), 'has expired'],
    ['for another host', () => brokerAt(ports.other, { tls: true, caPem }), 'issued for another host'],
    ['of an unknown authority', () => brokerAt(ports.good, { tls: true }), 'Paste its CA certificate'],
    ['asked of us', () => brokerAt(ports.mutual, { tls: true, caPem }), 'client certificate'],
    ['that is none', () => brokerAt(ports.good, { tls: true, caPem: 'hello' }), 'PEM'],
    ['of ours that is none', () => brokerAt(ports.good, { tls: true, caPem, certPem: 'hello' }), 'PEM'],
  ])('refuses a certificate %s', async (_what, broker, words) => {
    expect(await open(broker(), { keyPem: 'no key' }).end).toEqual({
      state: 'refused',
      words: expect.stringContaining(words) as string,
    });
  });

  it('notices when only one side speaks TLS', async () => {
    expect((await open(brokerAt(plainPort, { tls: true, caPem })).end).words).toContain('TLS');
    expect((await open(brokerAt(ports.good)).end).words).toContain('TLS');
  });
});
