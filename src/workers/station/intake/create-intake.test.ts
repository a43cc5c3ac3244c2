import { describe, expect, it } from 'vitest';
import type { Delivery, Driver, DriverSink, LinkEnd } from '../../../../drivers/driver';
import { connectionSchema, type Connection, type ConnectionStatus } from '../../../shared/model/connection';
import { createIntake, type Intake } from './create-intake';
import type { Clock } from './clock';

/** A clock turned by hand; `turn` runs what is due, in order, and lets promises settle. */
function handClock(): Clock & { turn(ms: number): Promise<void> } {
  let now = 1_764_000_000_000;
  const waiting = new Set<{ at: number; run: () => void }>();
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    after: (delayMs, run) => {
      const entry = { at: now + delayMs, run };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    turn: async (ms) => {
      const end = now + ms;
      await settle();
      for (;;) {
        const [due] = [...waiting].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (!due) break;
        waiting.delete(due);
        now = due.at;
        due.run();
        await settle();
      }
      now = end;
    },
  };
}

interface Opened {
  readonly at: number;
  readonly sink: DriverSink;
  readonly end: (end: LinkEnd) => void;
  readonly fail: (error: Error) => void;
  aborted: boolean;
}

/** A driver whose links the test opens, ends and fails. */
function handDriver(now: () => number): { driver: Driver; opened: Opened[] } {
  const opened: Opened[] = [];
  const driver: Driver = {
    run: (_config, sink, signal) =>
      new Promise((resolve, reject) => {
        const link: Opened = { at: now(), sink, end: resolve, fail: reject, aborted: false };
        opened.push(link);
        sink.state('connecting', '');
        signal.addEventListener('abort', () => {
          link.aborted = true;
          resolve({ state: 'offline', words: '' });
        });
      }),
    test: () => Promise.resolve({ ok: true, words: 'fine' }),
  };
  return { driver, opened };
}

function connection(more: Partial<Connection> = {}): Connection {
  return connectionSchema.parse({
    id: 'plant',
    name: 'Plant',
    kind: 'mqtt',
    enabled: true,
    broker: { host: '127.0.0.1', port: 1883, tls: false, protocol: '5', clientId: 'station' },
    dialect: 'auto',
    topics: [],
    autoUnits: true,
    scale: '15L',
    ...more,
  });
}

function setUp(random = 0.5): {
  intake: Intake;
  clock: ReturnType<typeof handClock>;
  opened: Opened[];
  told: ConnectionStatus[];
  got: Delivery[];
  logged: string[];
} {
  const clock = handClock();
  const { driver, opened } = handDriver(() => clock.now());
  const told: ConnectionStatus[] = [];
  const got: Delivery[] = [];
  const logged: string[] = [];
  const intake = createIntake({
    drivers: { mqtt: driver, demo: driver },
    onDelivery: (_connection, delivery) => got.push(delivery),
    onStateChange: (_id, status) => told.push(status),
    log: (_level, line) => logged.push(line),
    clock,
    random: () => random,
  });
  return { intake, clock, opened, told, got, logged };
}

const plant = connection().id;
const away: LinkEnd = { state: 'offline', words: 'Nothing listens' };
const configured = (more: Partial<Connection> = {}, secrets = {}) => [
  { connection: connection(more), secrets },
];

function delivery(clock: Clock, more: Partial<Delivery> = {}): Delivery {
  const topic = 'lab/scale';
  const seenTime = clock.now();
  const reading = { unitKey: '', tag: topic, value: 1, sourceTime: null, seenTime };
  return {
    connectionId: plant,
    topic,
    payload: new TextEncoder().encode('1'),
    seenTime,
    readings: [reading],
    ack: () => undefined,
    giveBack: () => undefined,
    ...more,
  };
}

describe('intake', () => {
  it('waits 1, 2, 4 ... 30 s between attempts while a broker is gone for an hour', async () => {
    const { intake, clock, opened } = setUp();
    await intake.apply(configured());
    const waits: number[] = [];
    for (let tries = 0; tries < 120; tries += 1) {
      const endedAt = clock.now();
      opened.at(-1)?.end(away);
      await clock.turn(30_000);
      waits.push((opened.at(-1)?.at ?? 0) - endedAt);
    }
    expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(waits.at(-1)).toBe(30_000);
    expect(intake.status(plant)?.reconnects).toBe(0);
    await intake.stop();
  });

  it.each([
    [0, 800],
    [1, 1200],
  ])('spreads attempts: random %d waits %d ms', async (random, waited) => {
    const { intake, clock, opened } = setUp(random);
    await intake.apply(configured());
    opened[0]?.end(away);
    await clock.turn(waited - 1);
    expect(opened).toHaveLength(1);
    await clock.turn(1);
    expect(opened).toHaveLength(2);
    await intake.stop();
  });

  it('starts the back-off anew only after a link held for 30 s', async () => {
    const { intake, clock, opened } = setUp();
    await intake.apply(configured());
    const openFor = async (onlineMs: number): Promise<number> => {
      const link = opened.at(-1);
      link?.sink.state('online', '');
      await clock.turn(onlineMs);
      const from = clock.now();
      link?.end(away);
      await clock.turn(30_000);
      return (opened.at(-1)?.at ?? 0) - from;
    };
    expect([await openFor(100), await openFor(29_999), await openFor(30_000), await openFor(0)]).toEqual([
      1000, 2000, 1000, 2000,
    ]);
    expect(intake.status(plant)?.reconnects).toBe(3);
    await intake.stop();
  });

  it('tells what went wrong once, with its since-time, and keeps it through further attempts', async () => {
    const { intake, clock, opened, told } = setUp();
    await intake.apply(configured());
    const from = clock.now();
    opened[0]?.end(away);
    await clock.turn(5000);
    expect(opened).toHaveLength(2);
    expect(told.map(({ state, words, since }) => ({ state, words, since }))).toEqual([
      { state: 'connecting', words: '', since: from },
      { state: 'offline', words: 'Nothing listens', since: from },
    ]);
    opened.at(-1)?.sink.state('online', '');
    expect(intake.status(plant)).toMatchObject({ state: 'online', words: '', since: clock.now() });
    await intake.stop();
    expect(told.at(-1)).toMatchObject({ state: 'off' });
  });

  it('survives a driver that fails, and logs it', async () => {
    const { intake, clock, opened, logged } = setUp();
    await intake.apply(configured());
    opened[0]?.fail(new Error('bug'));
    await clock.turn(1000);
    expect(opened).toHaveLength(2);
    expect(logged).toContain('a driver failed');
    await intake.stop();
  });

  it('reconnects for what concerns the link, and for nothing else', async () => {
    const { intake, opened } = setUp();
    await intake.apply(configured());
    await intake.apply(configured({ name: 'Another name', autoUnits: false }));
    expect(opened).toHaveLength(1);
    await intake.apply(configured({}, { password: 'new' }));
    await intake.apply(configured({ topics: ['a/#'] }, { password: 'new' }));
    expect(opened.map(({ aborted }) => aborted)).toEqual([true, true, false]);
    expect(intake.status(plant)).toMatchObject({ hasPassword: true, hasKey: false });
    await intake.apply(configured({ enabled: false }));
    expect(intake.status(plant)?.state).toBe('off');
    await intake.apply([]);
    expect([opened.at(-1)?.aborted, intake.statuses()]).toEqual([true, []]);
    await intake.stop();
  });

  it('counts, and sees a source go stale, be lost and come back', async () => {
    const { intake, clock, opened, told, got } = setUp();
    await intake.apply(configured());
    const { sink } = opened[0]!;
    sink.state('online', '');
    sink.deliver(delivery(clock));
    sink.deliver(delivery(clock, { readings: [], refusal: { kind: 'empty', topic: 'a', excerpt: '' } }));
    expect(got).toHaveLength(2);
    const lastMessageAt = clock.now();
    await clock.turn(40_000);
    sink.deliver(delivery(clock));
    await clock.turn(1000);
    const changes = told.filter(({ state }) => state === 'online').map(({ freshness }) => freshness);
    expect(changes).toEqual(['never', 'fresh', 'stale', 'lost', 'fresh']);
    expect(intake.status(plant)).toMatchObject({
      messages: 3,
      readings: 2,
      refused: { empty: 1 },
      lastMessageAt: lastMessageAt + 40_000,
    });
    await intake.stop();
  });
});

describe('topics that feed nothing', () => {
  it('keeps a thousand, counts the others, forgets what was mapped', async () => {
    const { intake, clock } = setUp();
    await intake.apply(configured());
    for (let round = 0; round < 2; round += 1)
      for (let n = 0; n < 10_000; n += 1) {
        const topic = `noise/${String(n).padStart(5, '0')}`;
        const noted = delivery(clock, { topic, payload: new TextEncoder().encode(`${n}\u0007`) });
        intake.noteUnmapped(noted, { ...noted.readings[0]!, tag: topic, value: n }, null);
      }
    const { topics, more } = intake.unmapped(plant);
    expect(topics).toHaveLength(1000);
    expect(topics[7]).toEqual({
      topic: 'noise/00007',
      unitKey: '',
      tag: 'noise/00007',
      unitId: null,
      count: 2,
      lastAt: clock.now(),
      lastPayload: '7·',
      lastValue: 7,
    });
    expect(Math.abs(more - 9000)).toBeLessThan(90);
    intake.forgetMapped(plant, ({ tag }) => tag !== 'noise/00007');
    expect(intake.unmapped(plant).topics.map(({ tag }) => tag)).toEqual(['noise/00007']);
    await intake.stop();
  });
});
