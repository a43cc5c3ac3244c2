import { connect, connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { ReadingColumns } from '../../../shared/model/reading';
import { startDemoBroker } from './demo-broker';
import type { DemoBroker } from './demo-broker';
import { DemoPlant } from './demo-plant';
import type { DemoStation } from './demo-plant';
import { resumePlan } from './demo-plan';
import type { DemoPlan } from './demo-plan';
import { demoBatchPlant, replayHoles } from './replay';

const hour = 3_600_000;
const start = Date.UTC(2025, 10, 24, 16);
/** History is in 1 s steps from here on. */
const fineFrom = start - hour + 60_000;

/** A history as the station keeps it: one value per unit, tag and time; says when two values disagree. */
class History implements DemoStation {
  readonly values = new Map<string, number>();
  readonly conflicts: string[] = [];
  readonly blockEnds: number[] = [];
  attached: number[] = [];
  broken = false;

  record(unit: string, tag: string, t: number, value: number): void {
    const key = `${unit}/${tag}@${t}`;
    const known = this.values.get(key);
    if (known !== undefined && known !== value) this.conflicts.push(key);
    this.values.set(key, value);
  }
  lastTimes(unitId: string, tags: readonly string[]): Promise<(number | null)[]> {
    const times = tags.map((tag) => {
      const prefix = `${unitId}/${tag}@`;
      const own = [...this.values.keys()].filter((key) => key.startsWith(prefix));
      return own.length === 0 ? null : Math.max(...own.slice(-5000).map((key) => Number(key.split('@')[1])));
    });
    return Promise.resolve(times);
  }
  submit(columns: ReadingColumns): Promise<void> {
    if (this.broken) return Promise.reject(new Error('port closed'));
    columns.t.forEach((t, i) => {
      const tag = columns.tags[columns.tag[i] ?? 0] ?? '';
      this.record(columns.unitId, tag, t, columns.value[i] ?? Number.NaN);
    });
    if (columns.unitId === 'R1') this.blockEnds.push(Math.max(...columns.t));
    return Promise.resolve();
  }
  attach(_plan: DemoPlan, brokerPort: number): Promise<void> {
    this.attached.push(brokerPort);
    return Promise.resolve();
  }
  /** Times of a channel that are missing in a window of 1 s steps. */
  missing(channel: string, from: number, to: number): number[] {
    const lacking: number[] = [];
    for (let t = from; t <= to; t += 1000) if (!this.values.has(`${channel}@${t}`)) lacking.push(t);
    return lacking;
  }
}

const open: { broker?: DemoBroker; client?: MqttClient } = {};
afterEach(async () => {
  await open.client?.endAsync(true);
  await open.broker?.close();
  delete open.client;
  delete open.broker;
});

/** A client with a persistent session, as the station's. */
async function listen(port: number, history: History): Promise<MqttClient> {
  const client = connect(`mqtt://127.0.0.1:${port}`, {
    clientId: 'station',
    clean: false,
    reconnectPeriod: 0,
  });
  open.client = client;
  client.on('message', (topic, payload) => {
    const [, unit = '', tag = ''] = topic.split('/');
    if (tag === 'batch') return;
    const { t, v } = JSON.parse(payload.toString()) as { t: number; v: number };
    history.record(unit, tag, t, v);
  });
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  await client.subscribeAsync('bt/#', { qos: 1 });
  return client;
}

describe('the demo plant', () => {
  it('gives a station every second of the last hour once, over the broker and as history', async () => {
    const clock = { now: start };
    const history = new History();
    const saved: DemoPlan[] = [];
    const broker = await startDemoBroker(0, () => clock.now);
    open.broker = broker;
    const parts = {
      broker,
      now: () => clock.now,
      pause: () => Promise.resolve(),
      save: (plan: DemoPlan) => void saved.push(plan),
      log: () => undefined,
    };
    const demo = new DemoPlant(resumePlan(null, 3, start), parts);
    await demo.bringUp();
    clock.now += 2000;
    demo.tick();
    await demo.join(history);
    expect(history.attached).toEqual([broker.port]);
    const client = await listen(broker.port, history);
    const run = (seconds: number): void => {
      for (let i = 0; i < seconds; i++) {
        clock.now += 1000;
        demo.tick();
      }
    };
    run(20);
    const filled = (): void => expect(demo.plan().units.map((unit) => unit.holes)).toEqual([[], []]);
    await vi.waitFor(filled, { timeout: 90_000 });

    // the session keeps what is published while its client is away
    await client.endAsync();
    run(30);
    const back = await listen(broker.port, history);
    run(1);
    const whole = (): void => {
      const lacking = ['R1/pH', 'R2/DO'].map((channel) => history.missing(channel, fineFrom, clock.now));
      expect(lacking).toEqual([[], []]);
    };
    await vi.waitFor(whole, { timeout: 60_000 });
    expect(history.values.has(`R2/OD@${start - 40 * hour}`)).toBe(true);
    expect(history.values.has(`R1/Weight@${start - 5 * hour}`)).toBe(true);
    expect(history.values.has(`R1/Weight@${start - 1000}`)).toBe(false);
    expect(history.blockEnds).toEqual(history.blockEnds.toSorted((a, b) => b - a));
    await back.endAsync();

    // killed and started again from what it had written down: the same batches, nothing missing, nothing different
    demo.save();
    await broker.close();
    clock.now += 60_000;
    const again = await startDemoBroker(broker.port, () => clock.now);
    open.broker = again;
    expect(again.port).toBe(broker.port);
    const resumed = new DemoPlant(resumePlan(saved.at(-1) ?? null, 3, clock.now), {
      ...parts,
      broker: again,
    });
    await resumed.bringUp();
    history.broken = true;
    await resumed.join(history);
    await listen(again.port, history);
    resumed.tick();
    history.broken = false;
    for (let i = 0; i < 10; i++) {
      clock.now += 1000;
      resumed.tick();
      await vi.waitFor(() => expect(history.values.has(`R2/DO@${clock.now}`)).toBe(true), {
        timeout: 60_000,
      });
    }
    await vi.waitFor(() => expect(resumed.plan().units.map((unit) => unit.holes)).toEqual([[], []]), {
      timeout: 90_000,
    });
    expect(history.missing('R1/pH', fineFrom, clock.now)).toEqual([]);
    expect(history.missing('R2/Feed_MeOH', fineFrom, clock.now)).toEqual([]);
    expect(history.conflicts).toEqual([]);
  }, 120_000);

  it('lets nobody else publish on its broker', async () => {
    const broker = await startDemoBroker(0, () => start);
    open.broker = broker;
    const heard: string[] = [];
    const client = await connectAsync(`mqtt://127.0.0.1:${broker.port}`, { reconnectPeriod: 0 });
    open.client = client;
    client.on('message', (topic) => heard.push(topic));
    await client.subscribeAsync('bt/#');
    const cut = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish('bt/R1/pH', '{"t":1,"v":14}', { qos: 1 });
    await cut;
    expect(heard).toEqual([]);
  });
});

describe('replay', () => {
  it('is what the plant said, newest first, coarse beyond the last hour', async () => {
    const batch = {
      id: 'b',
      inoculatedAt: start - 2 * hour,
      seed: 11,
      preset: '15L' as const,
      actions: [],
      byHand: false,
    };
    const blocks: ReadingColumns[] = [];
    const hole = { from: start - 1.5 * hour, to: start };
    for await (const block of replayHoles('R1', batch, [hole], start, () => Promise.resolve())) {
      blocks.push(block.columns);
    }
    const plant = demoBatchPlant(batch);
    while (plant.ageS() < 1.8 * 3600) plant.step();
    const t = start - 0.2 * hour;
    const at = (tag: string): number[] =>
      blocks.flatMap((block) =>
        block.value.filter((_, i) => block.t[i] === t && block.tags[block.tag[i] ?? 0] === tag),
      ) as number[];
    const { value } = plant.sensors();
    expect(measuredTags.map((tag) => at(tag))).toEqual([...value].map((v) => [v]));
    expect(Math.max(...blocks.map((block) => block.t.length))).toBeLessThanOrEqual(20_000);
    expect(blocks.map((block) => Math.max(...block.t))).toEqual(
      blocks.map((block) => Math.max(...block.t)).toSorted((a, b) => b - a),
    );
    const times = new Set(blocks.flatMap((block) => block.t));
    expect(times.size).toBe(3600 + 180);
    expect(Math.min(...times)).toBe(hole.from);
  });
});
