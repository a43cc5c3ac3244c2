import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, describe, expect, it } from 'vitest';
import type { CompletenessCheck } from '../../src/shared/contract/completeness';
import { edgeLayouts, edgeStoreSchema } from '../../src/shared/model/edge-store';
import { channelId } from '../../src/shared/model/identity';
import { holeAfterPeriods, type Hole, type HoleCause } from '../../src/shared/model/hole';
import { makeDataDir, removeDataDir, startHeadless, type HeadlessStation } from '../screens/headless-station';
import { openCutLine, type CutLine } from './cut-line';
import { influxdMissing, startInfluxd, titleWithInfluxd, type Influxd } from './influxd';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';

/** A handful in the gate; the long run sets how many and how long (bench/torture-outages.mjs). */
const outages = Number(process.env['OUTAGES'] ?? 3);
const seed = Number(process.env['OUTAGE_SEED'] ?? 1);
const longestS = Number(process.env['OUTAGE_LONGEST_S'] ?? 5);
const shortestS = 4;
const everyMs = 500;
/** As the catalogue has it: a source may be faster. */
const expectedMs = 1000;
const withinMs = 60_000;

/** What the broker keeps for nobody, and what it keeps until the station is back: the edge has both. */
const unkept = channelId('R1', 'pH');
const kept = channelId('R1', 'DO');
const channels = [unkept, kept];

type Kind = 'station killed' | 'station stopped' | 'broker stopped' | 'network cut' | 'gateway silent';
const causeOf: Readonly<Record<Kind, HoleCause>> = {
  'station killed': 'station-down',
  'station stopped': 'station-down',
  'broker stopped': 'broker-down',
  'network cut': 'broker-down',
  'gateway silent': 'source-down',
};
const kinds: readonly Kind[] = [
  'station killed',
  'broker stopped',
  'network cut',
  'gateway silent',
  'station stopped',
];

interface Outage {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  /** When the edge had what was lost. */
  readonly heldAt: number;
}

function createDice(state: number): () => number {
  let now = state >>> 0;
  return () => {
    now = (now + 0x6d2b79f5) | 0;
    let x = Math.imul(now ^ (now >>> 15), 1 | now);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A plant that lives: it measures by its own clock, its controller logs to the edge, its gateway publishes. */
function createPlant(influxd: Influxd) {
  const times: number[] = [];
  let client: MqttClient | null = null;
  let waiting: string[] = [];
  let edgeHolds = true;
  let gateway = true;
  let writing: Promise<void> = Promise.resolve();
  const measure = (): void => {
    const t = Math.floor(Date.now() / everyMs) * everyMs;
    if (t <= (times.at(-1) ?? 0)) return;
    times.push(t);
    for (const id of channels) {
      const value = 5 + (times.length % 50) / 100;
      waiting.push(`mqtt_consumer,topic=bt/${id} value=${value} ${t}`);
      if (gateway)
        client?.publish(`bt/${id}`, JSON.stringify({ t, v: value, q: 0 }), { qos: id === kept ? 1 : 0 });
    }
    if (edgeHolds) void flush();
  };
  const flush = (): Promise<void> => {
    const lines = waiting.join('\n');
    waiting = [];
    if (lines !== '') writing = writing.then(() => influxd.write(lines));
    return writing;
  };
  const clock = setInterval(measure, 50);
  return {
    times,
    connect: async (url: string) => {
      client = await connectAsync(url, { reconnectPeriod: 200, queueQoSZero: false });
    },
    gatewaySpeaks: (speaks: boolean) => {
      gateway = speaks;
    },
    /** While it does not hold, what is logged waits in the controller. */
    edgeHolds: (holds: boolean): Promise<void> => {
      edgeHolds = holds;
      return holds ? flush() : writing;
    },
    stop: async () => {
      clearInterval(clock);
      await flush();
      await client?.endAsync(true);
    },
  };
}

const title = titleWithInfluxd(
  titleWithMosquitto(`${outages} outages of a live plant: station, broker, network and gateway`),
);

describe.skipIf(influxdMissing || mosquittoMissing)(title, () => {
  let broker: Mosquitto;
  let influxd: Influxd;
  let line: CutLine;
  let station: HeadlessStation;
  let dataDir = '';

  const ask = async (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${station.origin}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const start = async (): Promise<void> => {
    station = await startHeadless(['--no-demo', '--broker', line.url], dataDir);
  };
  const until = async <T>(words: string, look: () => Promise<T | undefined>, ms = 40_000): Promise<T> => {
    const end = Date.now() + ms;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`Not within ${ms / 1000} s: ${words}`);
      await pause(100);
    }
  };
  const holes = async (from: number, to: number): Promise<readonly Hole[]> => {
    const answer = await ask('POST', 'completeness/holes', { channels, from, to });
    return ((await answer.json()) as { holes: Hole[] }).holes;
  };
  /** Newest time of the channel that has no queue behind it. */
  const heard = async (): Promise<number> => {
    const answer = await ask('GET', 'bioreactor/R1/current').catch(() => null);
    const { values = [] } = ((await answer?.json().catch(() => null)) ?? {}) as {
      values?: { tag: string; at: number | null }[];
    };
    return values.find(({ tag }) => tag === 'pH')?.at ?? 0;
  };
  const online = (): Promise<true> =>
    until('The station reaches the broker', async () => {
      const answer = await ask('GET', 'connection/list').catch(() => null);
      const list = ((await answer?.json().catch(() => null)) ?? []) as { status: { state: string } }[];
      return list[0]?.status.state === 'online' ? true : undefined;
    });
  const heardAfter = (t: number): Promise<number> =>
    until('A live sample arrives', async () => {
      const at = await heard();
      return at > t ? at : undefined;
    });

  const endings: (() => Promise<unknown>)[] = [];

  it(
    'leave each one hole a channel with its true cause, filled soon, and nothing there twice',
    { timeout: 120_000 + outages * (longestS + 30) * 1000 },
    async () => {
      const dice = createDice(seed);
      [broker, influxd, dataDir] = await Promise.all([startMosquitto(), startInfluxd(), makeDataDir()]);
      line = await openCutLine(broker.port);
      const plant = createPlant(influxd);
      endings.push(plant.stop);
      await start();
      await online();
      const store = edgeStoreSchema.parse({
        id: 'edge',
        name: 'Edge InfluxDB',
        kind: 'influx1',
        enabled: true,
        url: influxd.url,
        database: influxd.database,
        language: 'influxql',
        measurements: [],
        connectionId: null,
        layout: { ...edgeLayouts.telegraf.layout, times: 'exact' },
        overrides: [],
        backfill: true,
        forward: { enabled: false, units: [], queueMb: 10 },
      });
      expect((await ask('PUT', 'backfill/store/edge', store)).status).toBe(200);
      await plant.connect(broker.url);
      const first = await heardAfter(0);

      const suffer: Readonly<Record<Kind, (ms: number) => Promise<void>>> = {
        'station killed': async (ms) => {
          await station.stop('SIGKILL');
          await pause(ms);
          await start();
        },
        'station stopped': async (ms) => {
          await station.stop();
          await pause(ms);
          await start();
        },
        'broker stopped': async (ms) => {
          await broker.stop();
          await pause(ms);
          await broker.start();
        },
        'network cut': async (ms) => {
          line.cut();
          await pause(ms);
          line.mend();
        },
        'gateway silent': async (ms) => {
          plant.gatewaySpeaks(false);
          await pause(ms);
          plant.gatewaySpeaks(true);
        },
      };
      const suffered: Outage[] = [];
      for (let n = 0; n < outages; n += 1) {
        const quietFrom = await heardAfter(Date.now());
        await heardAfter(quietFrom + 1000 + dice() * 2000);
        const kind = kinds[n < kinds.length ? n : Math.floor(dice() * kinds.length)] ?? 'broker stopped';
        const ms = 1000 * (shortestS + dice() * (longestS - shortestS));
        // Sometimes the edge itself has it only a while later.
        const late = dice() < 0.3;
        if (late) await plant.edgeHolds(false);
        const from = Date.now();
        const served = line.served();
        await suffer[kind](ms);
        // What the edge fills in is heard as well: only a new connection says that the old one is over.
        if (kind !== 'gateway silent')
          await until('The line is used anew', () => Promise.resolve(line.served() > served || undefined));
        await online();
        const to = await heardAfter(Date.now());
        if (late) await plant.edgeHolds(true);
        suffered.push({ kind, from, to, heldAt: Date.now() });
      }
      const last = await heardAfter(Date.now() + 2000);

      const settled = await until(
        'Every hole is filled',
        async () => {
          const found = await holes(first, last);
          return found.every(({ fill }) => fill !== null) ? found : undefined;
        },
        withinMs + 5000,
      );
      for (const id of channels) {
        const own = settled.filter((hole) => hole.channelId === id).toSorted((a, b) => a.from - b.from);
        const listed = own.map(({ from, to, cause }) => ({ cause, from: from - first, to: to - first }));
        const lived = suffered.map(({ kind, from, to }) => ({
          cause: causeOf[kind],
          from: from - first,
          to: to - first,
        }));
        expect(
          listed.map(({ cause }) => cause),
          `${id} ${JSON.stringify({ listed, lived })}`,
        ).toEqual(lived.map(({ cause }) => cause));
        own.forEach((hole, n) => {
          const outage = suffered[n];
          if (!outage) return;
          const words = `${id}, number ${n + 1}: ${outage.kind}, ${JSON.stringify({ hole, outage })}`;
          expect(Math.abs(hole.from - outage.from), words).toBeLessThan(3000);
          expect(Math.abs(hole.to - outage.to), words).toBeLessThan(3000);
          expect((hole.fill?.at ?? Number.POSITIVE_INFINITY) - outage.heldAt, words).toBeLessThan(withinMs);
          if (id === unkept) expect(hole.fill?.source, words).toBe('Edge InfluxDB');
        });
      }
      const span = { channels, from: first, to: last };
      const expected = plant.times.filter((t) => t >= first && t < last);
      const checks = (await (await ask('POST', 'completeness/check', span)).json()) as CompletenessCheck[];
      for (const checked of checks) expect(checked).toMatchObject({ unexplained: [], untrue: [] });
      // What is no longer than three expected periods is no hole, and nobody is asked for it but at the end of one.
      let inShortGaps = 0;
      for (const id of channels) {
        const there = await timesOf(id, first, last);
        expect(there.filter((t, n) => t <= (there[n - 1] ?? 0))).toEqual([]);
        expect(there.filter((t) => !expected.includes(t))).toEqual([]);
        const gaps = there.map((t, n) => t - (there[n - 1] ?? t));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(holeAfterPeriods * expectedMs);
        inShortGaps += expected.length - there.length;
      }
      const slowest = Math.max(
        ...settled.map((hole) => {
          const of = suffered.findLast(({ from }) => from - 3000 < hole.from);
          return (hole.fill?.at ?? 0) - (of?.heldAt ?? 0);
        }),
      );
      process.stdout.write(
        `${suffered.length} outages, ${expected.length} samples a channel, filled at most ${(slowest / 1000).toFixed(1)} s after the edge had them, ${inShortGaps} of ${channels.length * expected.length} samples missing in gaps too short for a hole\n`,
      );
    },
  );

  const timesOf = async (id: string, from: number, to: number): Promise<number[]> => {
    const answer = await ask('POST', 'series/read', { channels: [id], from, to, widthPx: 10_000 });
    const data = (await answer.formData()).get('data');
    if (!(data instanceof Blob)) throw new Error('The answer holds no data');
    const columns = new Float64Array(await data.arrayBuffer());
    return [...columns.subarray(0, columns.length / 6)];
  };

  afterAll(async () => {
    for (const end of endings) await end();
    await station?.stop();
    await line?.close();
    await broker?.stop();
    await influxd?.remove();
    await removeDataDir(dataDir);
  });
});
