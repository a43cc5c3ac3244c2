import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createPlant } from '../src/workers/simulator/plant/plant';
import { openStore, type Store } from '../src/workers/station/record/open-store';
import type { RecordedSample } from '../src/workers/station/record/recorded-sample';
import { recordThreads } from '../src/workers/station/record/testing/record-threads';

/** Simulated readings, one a second and channel, at the sensors' own resolution. */
export interface Load {
  readonly tags: readonly string[];
  /** Epoch ms of the first second. */
  readonly start: number;
  readonly seconds: number;
  value(channel: number, second: number): number;
}

const secondsOfBatch = 96 * 3600;

/** A simulated 96 h batch, told again and again until the hours are full: what a compressor sees stays honest. */
export function simulatedLoad(hours: number, channels: number, now: number): Load {
  const plant = createPlant({ preset: '15L', seed: 1, variation: true });
  const wanted = Math.min(channels, plant.tags.length);
  const columns = Array.from({ length: wanted }, () => new Float64Array(secondsOfBatch));
  for (let s = 0; s < secondsOfBatch; s += 1) {
    plant.step();
    const { value } = plant.sensors();
    for (let c = 0; c < wanted; c += 1) (columns[c] ?? value)[s] = value[c] ?? Number.NaN;
  }
  const seconds = hours * 3600;
  return {
    // More channels than the plant has sensors: a second copy of the first ones, half a batch later.
    tags: Array.from({ length: channels }, (_, c) => plant.tags[c % wanted] ?? ''),
    start: Math.floor(now / 600_000) * 600_000 - seconds * 1000,
    seconds,
    value: (c, s) => columns[c % wanted]?.[(s + (c < wanted ? 0 : secondsOfBatch / 2)) % secondsOfBatch] ?? 0,
  };
}

export interface OpenBench {
  readonly store: Store;
  close(): Promise<void>;
}

/** @param masterKeyHex of a folder that a station made; any other is a folder of its own */
export async function openBench(dir: string, masterKeyHex = '07'.repeat(32)): Promise<OpenBench> {
  const compiled = await recordThreads();
  const store = await openStore({
    dir,
    masterKeyHex,
    threads: compiled.threads,
    log: () => undefined,
    onState: (state) => {
      if (state.kind !== 'ok') throw new Error(state.words);
    },
    clock: () => Date.now(),
  });
  return {
    store,
    close: async () => {
      await store.close();
      compiled.remove();
    },
  };
}

/** Samples of all channels in some seconds, channel after channel, as a source that catches up hands them in. */
export function samplesOf(load: Load, from: number, to: number): RecordedSample[] {
  const samples: RecordedSample[] = [];
  for (let c = 0; c < load.tags.length; c += 1)
    for (let s = from; s < to; s += 1) {
      const t = load.start + s * 1000;
      samples.push({ series: c + 1, t, value: load.value(c, s), quality: 0, seenAt: t + 40 });
    }
  return samples;
}

/** Hands a load in, `secondsAtOnce` of all channels at a time with two hand-ins under way; answers ms until durable. */
export async function fill({ historian }: Store, load: Load, secondsAtOnce: number): Promise<number> {
  const begun = performance.now();
  let before: Promise<void> = Promise.resolve();
  for (let s = 0; s < load.seconds; s += secondsAtOnce) {
    const samples = samplesOf(load, s, Math.min(load.seconds, s + secondsAtOnce));
    await before;
    before = historian.append(samples);
  }
  await before;
  return performance.now() - begun;
}

export function bytesOf(dir: string): number {
  return ['historian.db', 'historian.db-wal']
    .map((name) => statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** Answers times of a question in ms, each round another window. */
export async function timesOf(rounds: number, ask: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await ask(round);
    times.push(performance.now() - begun);
  }
  return times;
}
