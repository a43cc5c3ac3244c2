import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../shared/model/channel';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelId, unitIdSchema } from '../../../shared/model/identity';
import { qualityCode } from '../../../shared/model/quality';
import { completenessIn } from '../record/completeness/completeness-in';
import { migrate } from '../record/file/migrate';
import { recordsMigrations } from '../record/plant/records-file';
import { emptyRaw } from '../record/raw-columns';
import type { RecordedSample } from '../record/recorded-sample';
import { judgedDifference } from './judged-difference';
import { createLedger, type Ledger } from './ledger';
import type { AskRaw } from './read-raw';

const start = Date.UTC(2026, 2, 29, 0, 0, 0);
const s = 1000;
const unitId = unitIdSchema.parse('R1');
const channels: Channel[] = ['pH', 'DO', 'Weight', 'Stir_SP'].flatMap((tag, index) => {
  const definition = catalogueFor('15L').find((row) => row.tag === tag);
  return definition ? [{ ...definition, id: channelId('R1', tag), series: index + 1, unitId }] : [];
});
const [pH, dO, weight, setPoint] = [1, 2, 3, 4];

/** A station with a clock of its own: records.db in memory, a historian of arrays, kills and starts. */
function scripted() {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations);
  const disk = new Map<number, Map<number, RecordedSample>>();
  let now = start;
  let ledger: Ledger | null = null;
  const raw: AskRaw = ({ series, from, to, limit }) => {
    const rows = [...(disk.get(series)?.values() ?? [])]
      .filter(({ t }) => t >= from && t < to)
      .toSorted((a, b) => a.t - b.t)
      .slice(0, limit);
    const columns = emptyRaw(rows.length);
    rows.forEach(({ t, value, quality, seenAt }, i) => {
      columns.t[i] = t;
      columns.value[i] = value ?? Number.NaN;
      columns.quality[i] = quality;
      columns.seen[i] = seenAt;
    });
    return Promise.resolve(columns);
  };
  const running = (): Ledger => {
    if (!ledger) throw new Error('The station is down');
    return ledger;
  };
  const write = (samples: readonly RecordedSample[], tell: boolean, source = 'plc'): void => {
    const fresh = samples.filter(({ series, t }) => !disk.get(series)?.has(t));
    for (const sample of fresh) {
      const rows = disk.get(sample.series) ?? new Map<number, RecordedSample>();
      disk.set(sample.series, rows.set(sample.t, sample));
    }
    if (tell) running().stored(samples, source);
  };
  const station = {
    at: () => now,
    async boot(): Promise<void> {
      const arrivals = [...disk.values()].flatMap((rows) => [...rows.values()].map(({ seenAt }) => seenAt));
      ledger = createLedger({
        keep: completenessIn(db),
        raw,
        channelOfSeries: (series) => channels[series - 1],
        expected: () => true,
        recordedTo: arrivals.length > 0 ? Math.max(...arrivals) : null,
        now: () => now,
        startedAt: now,
        log: () => undefined,
      });
      await ledger.open();
      ledger.mark('plc', 'online', now);
    },
    kill: (): void => {
      ledger = null;
    },
    link: (state: 'online' | 'offline' | 'off' | 'starting'): void => running().mark('plc', state, now),
    write,
    tick: () => running().tick(),
    /** Lets seconds pass; `send` says which series come in each of them. */
    pass(seconds: number, send: readonly number[], how: Partial<RecordedSample> = {}): void {
      for (let i = 0; i < seconds; i += 1) {
        now += s;
        const due = send.filter((series) => series !== weight || (now - start) % (10 * s) === 0);
        const samples = due.map((series) => ({ series, t: now, seenAt: now, value: 5, quality: 0, ...how }));
        if (ledger && samples.length > 0) write(samples, true);
        ledger?.tick();
      }
    },
    disk: (takes: boolean): void => void db.pragma(`query_only = ${takes ? 0 : 1}`),
    jump: (ms: number): void => {
      now += ms;
    },
    async holes(series: number): Promise<string[]> {
      running().tick();
      await running().settle();
      return running()
        .holes(series, { from: 0, to: now + 86_400_000 })
        .map(({ from, to, cause, fill, open }) => {
          const bounds = `${(from - start) / s}-${(to - start) / s}`;
          return `${bounds} ${cause}${fill ? ` from ${fill.source}` : ''}${open ? ' …' : ''}`;
        });
    },
    /** Samples and ledger must tell the same. */
    async audited(series: number): Promise<void> {
      await running().settle();
      const tracked = running().tracked(series);
      if (!tracked) throw new Error('not tracked');
      const window = { from: 0, to: now + 86_400_000 };
      const found = await raw({ series, ...window, limit: 1e6 });
      const difference = judgedDifference(window, found, running().holes(series, window), tracked);
      expect(difference).toEqual({ unexplained: [], untrue: [] });
    },
  };
  return station;
}

describe('the completeness ledger', () => {
  it('begins a hole where a sample is more than three periods late, and ends it at the next one', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(60, [pH, dO]);
    plant.pass(3, [dO]);
    expect(await plant.holes(pH)).toEqual([]);
    plant.pass(1, [dO]);
    expect(await plant.holes(pH)).toEqual(['61-64 unknown …']);
    plant.pass(6, [dO]);
    plant.pass(10, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['61-71 unknown']);
    expect(await plant.holes(dO)).toEqual([]);
    await plant.audited(pH);
  });

  it('expects Weight every 10 s and nothing of a set point', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(60, [pH, weight, setPoint]);
    plant.pass(60, [pH]);
    expect(await plant.holes(weight)).toEqual(['70-120 unknown …']);
    expect(await plant.holes(setPoint)).toEqual([]);
  });

  it('knows a silent plant from a lost broker, and splits a hole where its cause changes', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(30, [pH, dO]);
    plant.pass(60, []);
    plant.pass(30, [pH, dO]);
    plant.link('offline');
    plant.pass(60, []);
    plant.link('online');
    plant.pass(40, []);
    plant.pass(5, [pH, dO]);
    expect(await plant.holes(pH)).toEqual([
      '31-91 source-down',
      '121-180 broker-down',
      '180-221 source-down',
    ]);
    await plant.audited(dO);
  });

  it('does not blame the plant for the seconds until a dead network is noticed', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(30, [pH, dO]);
    plant.pass(20, []);
    plant.link('offline');
    plant.pass(60, []);
    plant.link('online');
    plant.pass(5, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['31-111 broker-down']);
  });

  it('lists its own absence exactly, although it was killed between two heartbeats', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(37, [pH, dO]);
    plant.kill();
    plant.pass(100, [pH, dO]);
    await plant.boot();
    plant.pass(10, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['38-138 station-down']);
    await plant.audited(pH);
  });

  it('finds what was recorded but not yet in the ledger when it was killed', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(20, [pH, dO]);
    plant.write([{ series: pH, t: start + 60 * s, seenAt: start + 60 * s, value: 5, quality: 0 }], false);
    plant.kill();
    plant.jump(60 * s);
    await plant.boot();
    plant.pass(5, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['21-60 unknown', '61-81 station-down']);
  });

  it('marks as filled what a queue kept, and leaves open what it did not', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(30, [pH, dO]);
    plant.link('offline');
    plant.pass(60, []);
    plant.link('online');
    const kept = Array.from({ length: 60 }, (_, i) => start + (31 + i) * s).filter(
      (_, i) => i < 20 || i >= 40,
    );
    plant.write(
      kept.map((t) => ({ series: pH, t, seenAt: plant.at(), value: 5, quality: 0 })),
      true,
    );
    plant.pass(5, [pH, dO]);
    expect(await plant.holes(pH)).toEqual([
      '31-51 broker-down from plc',
      '51-71 broker-down',
      '71-90 broker-down from plc',
    ]);
    await plant.audited(pH);
  });

  it('goes on searching for the cause of a hole that another source fills while it goes on', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(100, [pH, dO]);
    plant.pass(20, []);
    const filled = (from: number, to: number): RecordedSample[] =>
      Array.from({ length: to - from }, (_, i) => start + (from + i) * s).map((t) => ({
        series: pH,
        t,
        seenAt: plant.at(),
        value: 5,
        quality: 0,
        origin: 1,
      }));
    plant.write(filled(101, 121), true, 'edge');
    expect(await plant.holes(pH)).toEqual(['101-120 source-down from edge']);
    plant.pass(5, []);
    expect(await plant.holes(pH)).toEqual(['101-121 source-down from edge', '121-125 source-down …']);
    // The keep-alive says now that it was the line all the while.
    plant.link('offline');
    plant.pass(10, []);
    plant.link('online');
    plant.pass(10, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['101-121 broker-down from edge', '121-136 broker-down']);
    plant.write(filled(121, 136), true, 'edge');
    expect(await plant.holes(pH)).toEqual(['101-136 broker-down from edge']);
    expect(await plant.holes(dO)).toEqual(['101-136 broker-down']);
    await plant.audited(pH);
  });

  it('shrinks, splits and closes holes as late samples come, once however often they come', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(30, [pH, dO]);
    plant.pass(600, [dO]);
    plant.pass(30, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['31-631 unknown']);
    const late = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => start + (from + i) * s).map((t) => ({
        series: pH,
        t,
        seenAt: plant.at(),
        value: 5,
        quality: 0,
      }));
    plant.write(late(200, 300), true, 'edge');
    plant.write(late(200, 300), true, 'edge');
    const split = ['31-200 unknown', '200-300 unknown from edge', '300-631 unknown'];
    expect(await plant.holes(pH)).toEqual(split);
    plant.write(late(200, 300), true, 'somebody else');
    expect(await plant.holes(pH)).toEqual(split);
    plant.write([...late(31, 200), ...late(300, 631)], true, 'file');
    expect(await plant.holes(pH)).toEqual([
      '31-200 unknown from file',
      '200-300 unknown from edge',
      '300-631 unknown from file',
    ]);
    await plant.audited(pH);
  });

  it('lists samples without a usable value as a sensor gone bad', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(30, [pH, dO]);
    plant.pass(2, [pH, dO], { value: null, quality: qualityCode('not-a-number') });
    plant.pass(30, [pH, dO]);
    plant.pass(20, [pH, dO], { value: 4, quality: qualityCode('sensor-fault') });
    expect(await plant.holes(pH)).toEqual(['63-83 sensor-bad …']);
    plant.pass(20, [dO]);
    plant.pass(5, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['63-83 sensor-bad', '83-103 unknown']);
  });

  it('accounts for the time a source was switched off without calling it a hole', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(30, [pH, dO]);
    plant.link('off');
    plant.pass(300, []);
    plant.link('online');
    plant.pass(5, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['31-331 not-expected']);
  });

  it('takes a regular, slower record for what its source delivers', async () => {
    const plant = scripted();
    await plant.boot();
    const every = (seconds: number, from: number, count: number) =>
      Array.from({ length: count }, (_, i) => start + (from + i * seconds) * s).map((t) => ({
        series: pH,
        t,
        seenAt: t,
        value: 5,
        quality: 0,
      }));
    plant.jump(10_000 * s);
    plant.write(every(5, 0, 60), true);
    plant.write(every(1, 300, 300), true);
    plant.write(every(10, 610, 40), true);
    plant.write(every(1, 1200, 60), true);
    expect(await plant.holes(pH)).toEqual(['1010-1200 unknown', expect.stringContaining('…')]);
    await plant.audited(pH);
  });

  it('is not led astray by a clock that jumps ahead and comes back, nor by summer time', async () => {
    const plant = scripted();
    await plant.boot();
    // 2026-03-29 01:00 UTC: clocks in Europe go from 2:00 to 3:00. Epoch time does not.
    plant.pass(3600, [pH, dO]);
    plant.write([{ series: pH, t: plant.at() + 7200 * s, seenAt: plant.at(), value: 5, quality: 0 }], true);
    expect(await plant.holes(pH)).toEqual(['3601-10800 unknown']);
    plant.pass(120, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(['3601-3721 unknown from plc', '3721-10800 unknown']);
    await plant.audited(pH);
  });

  it('judges a plant that runs faster than the clock by its own time', async () => {
    const plant = scripted();
    await plant.boot();
    for (let minute = 0; minute < 30; minute += 1) {
      plant.jump(s);
      const from = start - 86_400_000 + minute * 60 * s;
      const lost = minute === 20;
      const samples = Array.from({ length: lost ? 0 : 60 }, (_, i) => from + i * s);
      plant.write(
        samples.map((t) => ({ series: pH, t, seenAt: plant.at(), value: 5, quality: 0 })),
        true,
        'simulator',
      );
    }
    const [hole, ...more] = await plant.holes(pH);
    expect([hole, more]).toEqual([`${-86_400 + 1200}-${-86_400 + 1260} unknown`, []]);
  });

  it('keeps in mind what a full disk does not take', async () => {
    const plant = scripted();
    await plant.boot();
    plant.pass(30, [pH, dO]);
    plant.disk(false);
    plant.pass(30, []);
    plant.pass(10, [pH, dO]);
    plant.pass(30, [dO]);
    plant.pass(10, [pH, dO]);
    plant.disk(true);
    expect(await plant.holes(pH)).toEqual(['31-61 source-down', '71-101 unknown']);
  });

  it('lists twenty random outages once each, with their causes and to the second', async () => {
    const plant = scripted();
    await plant.boot();
    let state = 7;
    const random = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const expected: string[] = [];
    for (let outage = 0; outage < 20; outage += 1) {
      plant.pass(40 + random(60), [pH, dO]);
      const from = (plant.at() - start) / s + 1;
      const lengthS = 5 + random(900);
      const cause =
        (['source-down', 'broker-down', 'station-down', 'unknown'] as const)[random(4)] ?? 'unknown';
      if (cause === 'broker-down') plant.link('offline');
      if (cause === 'station-down') plant.kill();
      plant.pass(lengthS, cause === 'unknown' ? [dO] : []);
      if (cause === 'broker-down') plant.link('online');
      if (cause === 'station-down') await plant.boot();
      expected.push(`${from}-${from + lengthS} ${cause}`);
    }
    plant.pass(30, [pH, dO]);
    expect(await plant.holes(pH)).toEqual(expected);
    await plant.audited(pH);
    await plant.audited(dO);
  });
});
