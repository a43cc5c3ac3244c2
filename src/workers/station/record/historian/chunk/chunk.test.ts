import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { emptyRaw, type RawColumns } from '../../raw-columns';
import { cellStatistics } from '../cell-statistics';
import { cellsOf } from './cells-of';
import { ChunkDamaged } from './chunk-damaged';
import { decodeCells } from './decode-cells';
import { decodePointsInto, decodeRaw, decodeRawInto, rawCount } from './decode-raw';
import { encodeCells } from './encode-cells';
import { encodeRaw } from './encode-raw';

/** Mulberry32: the same numbers every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const begin = Date.UTC(2026, 3, 7, 6);
const odd = [
  Number.NaN,
  -0,
  0,
  5e-324,
  -5e-324,
  2.2e-308,
  1e308,
  -1e308,
  Infinity,
  -Infinity,
  2 ** 53,
  2 ** 53 + 2,
];
const bell = (random: () => number): number => random() + random() + random() + random() - 2;

/** Values of many kinds; `at` counts samples. */
const valueKinds: Readonly<Record<string, (at: number, random: () => number, before: number) => number>> = {
  constant: () => 30.25,
  'constant null': () => Number.NaN,
  noise: (at, random) => Number((25 + 0.001 * at + 0.05 * bell(random)).toFixed(2)),
  'rare steps': (_, random, before) => (random() < 0.02 ? Math.round(1000 * random()) : before || 200),
  ramp: (at) => Number((0.003 * at).toFixed(3)),
  walk: (_, random, before) => Number(((before || 7) + 0.2 * bell(random)).toFixed(4)),
  spikes: (_, random) => (random() < 0.01 ? 9e5 * random() : 5) * (random() < 0.5 ? 1 : -1),
  'whole, far apart': (_, random) => Math.round(2 ** 52 * (2 * random() - 1)),
  'far apart, within 32 bits': (_, random) => Math.round(2 ** 31 * (random() - 0.5)),
  'extremes of 32 bits': (_, random) => (random() < 0.5 ? -(2 ** 31) : 2 ** 31 - 1),
  'beyond 2^53': (at, random) => 2 ** 53 + 2 * Math.round(1e6 * random()) + 2 * at,
  'nine decimals': (_, random) => Number(random().toFixed(9)),
  'off any grid': (_, random) => random() / 3,
  'off the grid once': (at) => (at === 77 ? 1 / 3 : 0.5),
  'square wave': (at) => (at % 10 < 3 ? 4.2 : 0),
  'with nulls': (_, random) => (random() < 0.2 ? Number.NaN : Number(random().toFixed(1))),
  'long nulls': (at) => (at % 100 < 60 ? Number.NaN : at),
  odd: (_, random) => odd[Math.floor(odd.length * random())] ?? 0,
  'negative zero': (at) => (at === 3 ? -0 : 0),
  'steps of 0.005': (_, random) => Number((0.005 * Math.round(2000 + 4 * random())).toFixed(3)),
};

/** Steps between times, ms. */
const timeKinds: Readonly<Record<string, (at: number, random: () => number) => number>> = {
  regular: () => 1000,
  jittered: (_, random) => 960 + Math.round(80 * random()),
  gaps: (_, random) => (random() < 0.01 ? 1000 * Math.ceil(90_000 * random()) : 1000),
  dense: () => 1,
  years: (_, random) => Math.ceil(4e10 * random()),
  'parts of ms': (_, random) => 0.25 + random(),
};

const codes = [0, 1, 13, 20, 0x80890000, 0xffffffff];

function build(value: string, time: string, count: number, seed: number): RawColumns {
  const random = seeded(seed);
  const columns = emptyRaw(count);
  const storm = seed % 3;
  let t = begin;
  let before = 0;
  for (let at = 0; at < count; at += 1) {
    t += timeKinds[time]?.(at, random) ?? 1;
    before = valueKinds[value]?.(at, random, before) ?? 0;
    columns.t[at] = t;
    columns.value[at] = before;
    const changes = storm === 2 || (storm === 1 && at % 50 === 0);
    columns.quality[at] = changes ? (codes[Math.floor(6 * random())] ?? 0) : (columns.quality[at - 1] ?? 0);
    columns.origin[at] = storm === 1 && at > count / 2 ? 3 : 0;
    columns.seen[at] =
      t + (storm === 0 ? 400 * random() : storm === 1 ? 1e7 - 1000 * at : 1e5 * (random() - 0.5));
  }
  return columns;
}

/** One string a float64: -0, NaN and the last bit all count. */
function bits(column: Float64Array): string {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64');
}

describe('a sealed chunk of raw samples', () => {
  test.each(Object.keys(valueKinds))('comes back bit by bit: %s', (kind) => {
    let seed = 1;
    for (const time of Object.keys(timeKinds))
      for (const count of [1, 2, 3, 100, 600, 2500]) {
        const columns = build(kind, time, count, (seed += 1));
        const body = encodeRaw(columns, 0, count);
        const back = decodeRaw(body);
        expect(rawCount(body)).toBe(count);
        for (const name of ['t', 'value', 'quality', 'origin'] as const)
          expect(bits(back[name]), `${name}, ${time}, ${count}`).toBe(bits(columns[name]));
        const off = back.seen.map((seen, at) => Math.abs(seen - (columns.seen[at] ?? 0)));
        expect(Math.max(...off)).toBeLessThan(1000.001);
      }
  });

  test('is a part of columns, and goes into a part of columns', () => {
    const columns = build('with nulls', 'jittered', 900, 4);
    const target = emptyRaw(1000);
    target.value.fill(77);
    expect(decodeRawInto(target, 50, encodeRaw(columns, 100, 800))).toBe(700);
    expect(bits(target.value.slice(50, 750))).toBe(bits(columns.value.slice(100, 800)));
    expect(bits(target.t.slice(50, 750))).toBe(bits(columns.t.slice(100, 800)));
    expect([target.value[49], target.value[750]]).toEqual([77, 77]);
    const points = { t: new Float64Array(700), value: new Float64Array(700), quality: new Float64Array(700) };
    expect(decodePointsInto(points, 0, encodeRaw(columns, 100, 800))).toBe(700);
    expect(bits(points.quality)).toBe(bits(columns.quality.slice(100, 800)));
    expect(() => decodeRawInto(target, 400, encodeRaw(columns, 100, 800))).toThrow(RangeError);
  });

  test('holds a hundred thousand samples', () => {
    const columns = build('noise', 'jittered', 100_000, 3);
    expect(bits(decodeRaw(encodeRaw(columns, 0, 100_000)).value)).toBe(bits(columns.value));
  });

  test('a live source costs nothing for its times and delays, noise less than deflate makes of it', () => {
    const columns = build('noise', 'regular', 600, 3);
    const steps = columns.value.map((value, at) => Math.round(100 * (value - (columns.value[at - 1] ?? 25))));
    expect(encodeRaw(build('constant', 'regular', 600, 3), 0, 600).length).toBeLessThan(32);
    expect(encodeRaw(columns, 0, 600).length).toBeLessThan(
      0.92 * deflateRawSync(Int8Array.from(steps)).length,
    );
  });

  test.each(['noise', 'odd', 'square wave', 'with nulls'])(
    'tells every flipped bit and every cut: %s',
    (kind) => {
      const body = encodeRaw(build(kind, 'jittered', 60, 5), 0, 60);
      for (let bit = 0; bit < 8 * body.length; bit += 1) {
        const flipped = body.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => decodeRaw(flipped)).toThrow(ChunkDamaged);
      }
      for (let length = 0; length < body.length; length += 1)
        expect(() => decodeRaw(body.slice(0, length))).toThrow(ChunkDamaged);
    },
  );
});

test('content that was never written ends, and ends in words', () => {
  const random = seeded(9);
  let told = 0;
  for (let round = 0; round < 3000; round += 1) {
    const kind = Object.keys(valueKinds)[round % 20] ?? 'noise';
    const body = encodeRaw(build(kind, 'jittered', 40, round), 0, 40);
    for (let hit = 0; hit < 3; hit += 1) body[5 + Math.floor((body.length - 5) * random())] = 256 * random();
    new DataView(body.buffer).setUint32(0, crc32(body.subarray(4)), true);
    try {
      decodeRaw(body);
    } catch (error) {
      expect(error).toBeInstanceOf(ChunkDamaged);
      told += 1;
    }
  }
  expect(told).toBeGreaterThan(1000);
});

test('a chunk of another version is told by its number', () => {
  const body = encodeRaw(build('noise', 'regular', 40, 1), 0, 40);
  body[4] = 9;
  new DataView(body.buffer).setUint32(0, crc32(body.subarray(4)), true);
  expect(() => decodeRaw(body)).toThrow('version 9');
});

describe('a chunk of cells', () => {
  const widthMs = 30_000;
  const close = (found: number | undefined, expected: number | null, largest: number): void => {
    if (expected === null) expect(found).toBeNaN();
    else if (!Object.is(found, expected))
      expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThanOrEqual(
        1e-12 * Math.abs(expected) + 1e-13 * largest,
      );
  };

  test.each(Object.keys(valueKinds))('holds what cellStatistics says: %s', (kind) => {
    let seed = 1;
    for (const time of ['regular', 'jittered', 'gaps']) {
      const columns = build(kind, time, 2000, (seed += 1));
      const start = Math.floor((columns.t[0] ?? 0) / 600_000) * 600_000;
      const cells = decodeCells(encodeCells(cellsOf(columns, widthMs), widthMs, start), widthMs, start);
      const rows = new Map<number, number[]>();
      columns.t.forEach((t, at) => {
        const cell = Math.floor(t / widthMs) * widthMs;
        rows.set(cell, [...(rows.get(cell) ?? []), at]);
      });
      expect([...cells.t]).toEqual([...rows.keys()]);
      [...rows.values()].forEach((ats, cell) => {
        const truth = cellStatistics(
          ats.map((at) => {
            const value = columns.value[at] ?? Number.NaN;
            return [Number.isNaN(value) ? null : value, columns.quality[at] ?? 0];
          }),
        );
        expect([cells.n[cell], cells.used[cell], cells.good[cell]]).toEqual([
          truth.n,
          truth.used,
          truth.good,
        ]);
        expect([cells.min[cell], cells.max[cell]]).toEqual([
          truth.min ?? Number.NaN,
          truth.max ?? Number.NaN,
        ]);
        const largest = Math.max(Math.abs(truth.min ?? 0), Math.abs(truth.max ?? 0));
        close(cells.mean[cell], truth.mean, largest);
        close(cells.std[cell], truth.std, largest);
      });
    }
  });

  test('equals cellStatistics bit by bit before it is packed', () => {
    const columns = build('off any grid', 'jittered', 900, 3);
    const cells = cellsOf(columns, 900_000_000);
    const truth = cellStatistics(Array.from(columns.value, (value, at) => [value, columns.quality[at] ?? 0]));
    expect({ mean: cells.mean[0], std: cells.std[0] }).toEqual({ mean: truth.mean, std: truth.std });
  });

  test('may hold none', () => {
    expect(decodeCells(encodeCells(cellsOf(emptyRaw(0), widthMs), widthMs, 0), widthMs, 0).t).toHaveLength(0);
  });

  test('tells every flipped bit and every cut', () => {
    const body = encodeCells(cellsOf(build('noise', 'jittered', 900, 5), widthMs), widthMs, begin);
    for (let bit = 0; bit < 8 * body.length; bit += 1) {
      const flipped = body.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeCells(flipped, widthMs, begin)).toThrow(ChunkDamaged);
    }
    for (let length = 0; length < body.length; length += 1)
      expect(() => decodeCells(body.slice(0, length), widthMs, begin)).toThrow(ChunkDamaged);
  });
});
