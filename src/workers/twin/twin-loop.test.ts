import { MessageChannel } from 'node:worker_threads';
import { resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { contract } from '../../shared/contract/contract';
import { emptyColumns, packColumns } from '../../shared/contract/series-columns';
import type { twinReportSchema } from '../../shared/contract/twin';
import { catalogueFor } from '../../shared/model/channel-catalogue';
import type { BatchNote } from '../../shared/model/batch-note';
import { batchIdSchema, channelId, unitIdSchema } from '../../shared/model/identity';
import { phaseOf } from '../../shared/model/phase';
import type { Batch } from '../../shared/model/process-unit';
import { qualityCode, qualityOf } from '../../shared/model/quality';
import { createPlant } from '../simulator/plant/plant';
import { deriveBatch, outputTags, type TwinWindow } from './batch-derivation';
import { gassingTags } from './derive/gassing-account';
import { createFeatureEngine } from './features/feature-engine';
import { cellValues, inputTags, windowMs, type InputTag } from './features/input-cell';
import type { StationClient } from './followed-batch';
import { loadModel, type LoadedModel } from './infer';
import { createTwinLoop, type TwinLoop } from './twin-loop';

const hourMs = 3_600_000;
const inoculatedAt = 1_764_000_000_000;
const hours = 36;
const unitId = unitIdSchema.parse('R1');

/** A batch of the simulated plant as 30 s means of each input, with what it truly was. */
interface Past {
  readonly cells: ReadonlyMap<InputTag, Float64Array>;
  readonly od600: Float64Array;
  readonly depletedH: number;
}

function simulate(seed: number): Past {
  const plant = createPlant({ preset: '15L', seed, variation: true });
  const n = (hours * hourMs) / windowMs;
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  const sums = inputTags.map(() => new Float64Array(n));
  const od600 = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    for (let second = 0; second < 30; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      sums.forEach((sum, j) => (sum[i]! += value[columns[j]!]! / 30));
    }
    od600[i] = plant.truth().od600;
  }
  return {
    cells: new Map(inputTags.map((tag, j) => [tag, sums[j]!])),
    od600,
    depletedH: plant.truth().depletedH!,
  };
}

/** The verbs the twin needs, over a past that is known up to `arrivedTo`; spoken over a real message port. */
class FixtureStation {
  readonly recorded = new Map<string, { value: number | null; quality: number }>();
  readonly last = new Map<string, number>();
  duplicates = 0;
  arrivedTo = 0;
  running = true;
  failing = false;
  historyVersion = 1;
  notes: BatchNote[] = [];
  ended: Batch[] = [];
  report: z.infer<typeof twinReportSchema> | undefined;
  /** Windows (by start, ms after inoculation) of a tag that history does not hold. */
  lost: (tag: InputTag, afterMs: number) => boolean = () => false;
  readonly #ports: MessageChannel[] = [];

  constructor(readonly past: Past) {}

  connect(): StationClient {
    const channel = new MessageChannel();
    this.#ports.push(channel);
    new RPCHandler(this.#router()).upgrade(channel.port1);
    channel.port1.start();
    channel.port2.start();
    return createORPCClient(new RPCLink({ port: channel.port2 }));
  }

  close(): void {
    for (const { port1, port2 } of this.#ports) {
      port1.close();
      port2.close();
    }
  }

  #router() {
    const os = implement(contract);
    return {
      units: { list: os.units.list.handler(() => [this.#unit()]) },
      batches: {
        list: os.batches.list.handler(() => this.ended),
        notes: os.batches.notes.handler(() => this.notes),
      },
      series: { grid: os.series.grid.handler(({ input }) => this.#grid(input)) },
      readings: {
        lastTimes: os.readings.lastTimes.handler(({ input }) =>
          input.tags.map((tag) =>
            inputTags.some((known) => known === tag) ? this.arrivedTo - 1000 : (this.last.get(tag) ?? null),
          ),
        ),
        submit: os.readings.submit.handler(({ input }) => {
          if (this.failing) throw new Error('Disk full');
          input.tag.forEach((index, i) => {
            const tag = input.tags[index]!;
            const key = `${tag} ${input.t[i]!}`;
            if (this.recorded.has(key)) this.duplicates += 1;
            this.recorded.set(key, { value: input.value[i]!, quality: input.quality![i]! });
            this.last.set(tag, Math.max(this.last.get(tag) ?? 0, input.t[i]!));
          });
          return { accepted: input.tag.length };
        }),
      },
      twin: {
        report: os.twin.report.handler(({ input }) => {
          this.report = input;
          return { ok: true };
        }),
      },
    };
  }

  batch(): Batch {
    return {
      id: batchIdSchema.parse('B1'),
      unitId,
      name: 'Simulated',
      inoculatedAt,
      endedAt: null,
      simulated: true,
    };
  }

  #unit() {
    const channels = catalogueFor('15L').map((definition, i) => ({
      ...definition,
      id: channelId(unitId, definition.tag),
      series: i + 1,
      unitId,
    }));
    return {
      id: unitId,
      name: 'R1',
      scale: '15L' as const,
      startVolumeL: 5.5,
      simulated: true,
      batch: this.running ? this.batch() : null,
      phase: 'none' as const,
      phaseSince: null,
      historyVersion: this.historyVersion,
      notesVersion: this.notes.length,
      channels,
    };
  }

  #grid({ channels, from, to }: { channels: readonly string[]; from: number; to: number }) {
    const slices = channels.map((id) => {
      const tag = id.split('/')[1] as InputTag;
      const values = this.past.cells.get(tag)!;
      const starts: number[] = [];
      for (let t = from; t < Math.min(to, this.arrivedTo); t += windowMs) {
        const after = t - inoculatedAt;
        if (after >= 0 && after / windowMs < values.length && !this.lost(tag, after)) starts.push(t);
      }
      const columns = emptyColumns(starts.length);
      starts.forEach((t, row) => {
        const value = values[(t - inoculatedAt) / windowMs]!;
        columns.t[row] = t;
        columns.mean[row] = value;
        columns.n[row] = 30;
        columns.good[row] = 100;
      });
      return { id, columns };
    });
    return {
      head: {
        from,
        to,
        channels: slices.map(({ id, columns }) => ({
          id: channelId(...(id.split('/') as [string, string])),
          level: '30s' as const,
          points: columns.t.length,
        })),
      },
      data: new Blob([packColumns(slices.map(({ columns }) => columns))]),
    };
  }
}

let past: Past;
let loaded: LoadedModel;
let stations: FixtureStation[] = [];
const words: string[] = [];

beforeAll(async () => {
  past = simulate(4711);
  loaded = await loadModel(resolve('models'));
});
afterEach(() => {
  for (const station of stations) station.close();
  stations = [];
});

function newStation(): FixtureStation {
  const station = new FixtureStation(past);
  stations.push(station);
  return station;
}

function newLoop(station: FixtureStation, model = loaded): TwinLoop {
  return createTwinLoop({
    client: station.connect(),
    loaded: model,
    log: (_level, text) => words.push(text),
    elapsedMs: () => 0,
  });
}

/** The twin looks at a past for three seconds before it believes that nothing more is being filled in. */
async function seePastStill(loop: TwinLoop, now: number): Promise<void> {
  await loop.step(now - 3000);
}

/** Lets the loop run with data arriving up to each step, every `everyMs` of its clock. */
async function live(
  station: FixtureStation,
  loop: TwinLoop,
  fromH: number,
  toH: number,
  everyMs: number,
): Promise<void> {
  const last = inoculatedAt + toH * hourMs + 3000;
  await seePastStill(loop, inoculatedAt + fromH * hourMs);
  for (let now = inoculatedAt + fromH * hourMs; now < last; now += everyMs) {
    station.arrivedTo = now;
    await loop.step(now);
  }
  station.arrivedTo = last;
  await loop.step(last);
}

/** The batch as one pure computation over its cells. */
async function offlineOf({ cells, od600 }: Past): Promise<TwinWindow[]> {
  const inputs = Array.from(od600, (_, i) => ({
    end: inoculatedAt + (i + 1) * windowMs,
    values: cellValues((tag) => cells.get(tag)![i]!),
  }));
  const channels = catalogueFor('15L');
  const rangeOf = (tag: string) => channels.find((channel) => channel.tag === tag)!.range;
  const facts = {
    inoculatedAt,
    startVolumeL: 5.5,
    analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
  };
  const engine = createFeatureEngine(facts);
  const predictions = await loaded.model!.predict(inputs.map((cell) => engine.push(cell).features));
  return deriveBatch(inputs, facts, predictions);
}

const at = (station: FixtureStation, tag: string, h: number) =>
  station.recorded.get(`${tag} ${inoculatedAt + h * hourMs}`);

describe('the twin over a simulated batch', () => {
  it('predicts as well as its card says, and sees each phase', async () => {
    const station = newStation();
    const loop = newLoop(station);
    await live(station, loop, 0, hours, 10 * 60_000);
    const pairs = Array.from(past.od600, (truth, i) => {
      const end = inoculatedAt + (i + 1) * windowMs;
      const of = (tag: string): number => station.recorded.get(`${tag} ${end}`)?.value ?? Number.NaN;
      return { truth, value: of('OD_pred'), low: of('OD_pred_low'), high: of('OD_pred_high') };
    });
    const inside = pairs.filter(({ truth, low, high }) => low <= truth && truth <= high).length;
    const mre = (100 * pairs.reduce((sum, p) => sum + Math.abs(p.value / p.truth - 1), 0)) / pairs.length;
    const worst = Math.max(
      ...(loaded.model!.card.metrics['perBatch'] as { mrePct: number }[]).map((b) => b.mrePct),
    );
    expect(mre).toBeLessThan(worst);
    expect(inside / pairs.length).toBeGreaterThan(0.9);
    expect(at(station, 'mu', 15)?.value).toBeCloseTo(0.19, 1);
    // OUR of the plant at 12 h and 18 h is 25 and 79 mmol/L/h (science.md D14); batches differ.
    expect(at(station, 'OUR', 18)?.value).toBeGreaterThan(50);
    expect(at(station, 'RQ', 18)?.value).toBeCloseTo(0.745, 1);

    const path: string[] = [];
    for (let i = 1; i <= past.od600.length; i += 1) {
      const code = station.recorded.get(`Phase ${inoculatedAt + i * windowMs}`)?.value ?? null;
      const { id } = phaseOf(code);
      if (!path.at(-1)?.startsWith(`${id} `)) path.push(`${id} ${((i * windowMs) / hourMs).toFixed(2)}`);
    }
    expect(path.map((step) => step.split(' ')[0])).toEqual([
      'lag',
      'batch',
      'depleted',
      'gly-fed',
      'starve',
      'meoh-adapt',
      'meoh',
    ]);
    const depletedAt = Number(path.find((step) => step.startsWith('depleted'))?.split(' ')[1]);
    expect(Math.abs(depletedAt - past.depletedH)).toBeLessThan(5 / 60);
    expect(station.report).toMatchObject({
      problem: '',
      model: { name: 'od600-ridge' },
      units: [
        {
          unitId: 'R1',
          phase: 'meoh',
          lastWindow: inoculatedAt + hours * hourMs,
          windows: past.od600.length,
        },
      ],
    });
  });

  it('gives the same after being killed in the middle, each window once', async () => {
    const whole = newStation();
    await live(whole, newLoop(whole), hours, hours, windowMs);
    const torn = newStation();
    await live(torn, newLoop(torn), 0, 14.3, 20 * 60_000);
    torn.failing = true;
    await live(torn, newLoop(torn), 14.5, 14.6, 60_000);
    torn.failing = false;
    await live(torn, newLoop(torn), 20, hours, 60 * 60_000);
    await live(torn, newLoop(torn), hours, hours, windowMs);
    expect(torn.recorded.size).toBe(whole.recorded.size);
    // Nobody made a gassing-out test; each prediction names its model and its features.
    const tags = outputTags.length - gassingTags.length + 2;
    expect(whole.recorded.size).toBe(past.od600.length * tags);
    let worst = 0;
    let differing = 0;
    for (const [key, { value, quality }] of whole.recorded) {
      const other = torn.recorded.get(key)!;
      if (other.quality !== quality) differing += 1;
      worst = Math.max(worst, Math.abs((other.value ?? -1) - (value ?? -1)));
    }
    expect(worst).toBeLessThan(1e-9);
    expect(differing).toBe(0);
    expect([whole.duplicates, torn.duplicates]).toEqual([0, 0]);
    // What was said live is what the same code says of the whole batch afterwards.
    const offline = await offlineOf(past);
    let apart = 0;
    for (const { end, outputs } of offline)
      for (const [tag, { value, quality }] of Object.entries(outputs)) {
        const said = torn.recorded.get(`${tag} ${end}`)!;
        expect(qualityOf(said.quality).id).toBe(quality);
        if (value === null || said.value === null) expect(said.value).toBe(value);
        else apart = Math.max(apart, Math.abs(said.value - value));
      }
    expect(apart).toBeLessThan(1e-9);
    expect(whole.report?.units[0]?.missedThenComputed).toBe(past.od600.length - 5);
  });

  it('waits for what is still on its way, but not for ever', async () => {
    const station = newStation();
    const loop = newLoop(station);
    const start = inoculatedAt + 2 * hourMs;
    station.arrivedTo = inoculatedAt + hourMs;
    await seePastStill(loop, start);
    await loop.step(start);
    expect(station.last.get('OUR')).toBe(inoculatedAt + hourMs);
    await loop.step(start + 59_000);
    expect(station.last.get('OUR')).toBe(inoculatedAt + hourMs);
    await loop.step(start + 60_000);
    expect(station.last.get('OUR')).toBe(inoculatedAt + 2 * hourMs + windowMs);
    expect(qualityOf(at(station, 'OUR', 1.5)?.quality ?? 0).id).toBe('missing-input');
    expect(at(station, 'OUR', 1.5)?.value).toBeNull();
  });

  it('meets a batch under way: gas by the scale, no invented past', async () => {
    const station = newStation();
    station.lost = (_tag, after) => after < 20 * hourMs;
    await live(station, newLoop(station), 20.5, 20.5, windowMs);
    const whole = newStation();
    await live(whole, newLoop(whole), 20.5, 20.5, windowMs);
    const met = at(station, 'OUR', 20.4);
    expect(qualityOf(met?.quality ?? 0).id).toBe('uncertain-source');
    expect(met?.value).toBeCloseTo(at(whole, 'OUR', 20.4)?.value ?? 0, -1);
    expect(at(station, 'OD_pred', 20.4)?.value).toBeNull();
    expect([...station.recorded.keys()].some((key) => key.endsWith(` ${inoculatedAt + 19 * hourMs}`))).toBe(
      false,
    );
    expect(station.report?.units[0]).toMatchObject({ phaseSince: null });
  });

  it('computes a batch anew when hours of its past are filled in', async () => {
    const whole = newStation();
    await live(whole, newLoop(whole), 12, 12, windowMs);
    const filled = newStation();
    filled.lost = (_tag, after) => after >= 10 * hourMs && after < 10.2 * hourMs;
    const loop = newLoop(filled);
    await live(filled, loop, 11, 11, windowMs);
    expect(at(filled, 'OD_pred', 10.1)?.value).toBeNull();
    filled.lost = () => false;
    filled.historyVersion += 1;
    await live(filled, loop, 12, 12, windowMs);
    for (const tag of ['OUR', 'OD_pred', 'mu'])
      for (const h of [10.1, 12]) expect(at(filled, tag, h)?.value).toBe(at(whole, tag, h)?.value);
  });

  it('withholds and flags what a gap takes away, then comes back', async () => {
    const station = newStation();
    station.lost = (tag, after) => tag === 'OffGas_CO2' && after >= 10 * hourMs && after < 10.2 * hourMs;
    await live(station, newLoop(station), 12, 12, windowMs);
    const of = (tag: string, h: number) => {
      const found = at(station, tag, h);
      return [found?.value === null ? null : 'number', qualityOf(found?.quality ?? 0).id];
    };
    expect(of('CER', 10.1)).toEqual([null, 'missing-input']);
    expect(of('OD_pred', 10.1)).toEqual([null, 'missing-input']);
    expect(of('Phase', 10.1)).toEqual(['number', 'good']);
    expect(of('CER', 10.3)).toEqual(['number', 'good']);
    expect(of('OD_pred', 10.3)).toEqual(['number', 'uncertain-source']);
  });

  it('goes on without a model, and fills in OD600 once there is one', async () => {
    const station = newStation();
    const problem = 'No model found. Restore the folder.';
    await live(station, newLoop(station, { model: null, problem }), 9, 9, windowMs);
    expect(station.report).toMatchObject({ model: null, problem, units: [{ phase: 'batch' }] });
    expect(at(station, 'OUR', 8)?.value).toBeGreaterThan(0);
    expect(at(station, 'OD_pred', 8)).toBeUndefined();
    await live(station, newLoop(station), 9, 9, windowMs);
    expect(at(station, 'OD_pred', 8)?.value).toBeGreaterThan(0);
    expect(station.duplicates).toBe(0);
  });

  it('says what went wrong while the station refuses, and forgets a batch that ended', async () => {
    const station = newStation();
    const loop = newLoop(station);
    station.failing = true;
    await live(station, loop, 1, 1, windowMs);
    expect(station.report?.problem).toContain('R1 could not be brought up to date');
    station.failing = false;
    await live(station, loop, 1.1, 1.1, windowMs);
    expect(station.report?.problem).toBe('');
    station.running = false;
    await live(station, loop, 1.2, 1.2, windowMs);
    expect(station.report?.units).toEqual([]);
  });

  it('takes the numbers of a batch that ended off the screens, once, also after a restart', async () => {
    const station = newStation();
    const loop = newLoop(station);
    await live(station, loop, 1, 1, windowMs);
    const endedAt = inoculatedAt + hourMs + 12_000;
    station.ended = [{ ...station.batch(), endedAt }];
    station.running = false;
    const before = station.recorded.size;
    await loop.step(endedAt + 1000);
    expect(station.recorded.size).toBe(before);
    await loop.step(endedAt + 30_000);
    const closed = inoculatedAt + hourMs + windowMs;
    const blank = { value: null, quality: qualityCode('no-batch') };
    for (const tag of ['OD_pred', 'mu', 'OUR', 'Phase'])
      expect(station.recorded.get(`${tag} ${closed}`)).toEqual(blank);
    const after = station.recorded.size;
    await newLoop(station).step(endedAt + 90_000);
    expect([station.recorded.size, station.duplicates]).toEqual([after, 0]);
  });

  it('computes anew with a sample that was written down', async () => {
    const station = newStation();
    const loop = newLoop(station);
    await live(station, loop, 2, 2, windowMs);
    const kept = { id: 1, batchId: station.batch().id, source: 'hand', enteredBy: 'operator' } as const;
    const drawnAt = inoculatedAt + 2 * hourMs + 40_000;
    const rest = { enteredAt: drawnAt, replaces: null, reason: null, replacedBy: null };
    station.notes = [{ kind: 'sample', at: drawnAt, volumeMl: 200, words: '', ...kept, ...rest }];
    await live(station, loop, 2.05, 2.05, windowMs);
    const volumeAt = (windows: number): number =>
      station.recorded.get(`Volume ${inoculatedAt + 2 * hourMs + windows * windowMs}`)?.value ?? Number.NaN;
    expect(volumeAt(1) - volumeAt(2)).toBeCloseTo(0.2, 3);
  });

  it('comes again just after the next window is final, and at least every ten seconds', async () => {
    const station = newStation();
    const loop = newLoop(station);
    station.arrivedTo = inoculatedAt + hourMs;
    const now = inoculatedAt + hourMs + 4000;
    await seePastStill(loop, now);
    expect(await loop.step(now)).toBe(now + 10_000);
    expect(await loop.step(now + 20_000)).toBe(now + 29_000);
  });
});
