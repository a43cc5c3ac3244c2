import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DialectId } from '../../src/shared/model/connection';
import { createDecoder } from './decode';

const seenTime = 1_764_000_000_900;

interface Case {
  readonly name: string;
  readonly topic: string;
  readonly payload: string | { base64: string } | { repeat: string; times: number };
  readonly retained?: boolean;
  readonly expected: { readings: object[]; refusal?: string; batch?: object };
}

function bytesOf(payload: Case['payload']): Uint8Array {
  if (typeof payload === 'string') return new TextEncoder().encode(payload);
  if ('base64' in payload) return Uint8Array.from(Buffer.from(payload.base64, 'base64'));
  return new TextEncoder().encode(payload.repeat.repeat(payload.times));
}

interface Fixtures {
  readonly dialect: DialectId;
  readonly cases: readonly Case[];
}

const fixtures = ['pichia', 'bt', 'orc', 'orc-old', 'auto'].map(
  (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as Fixtures,
);

describe.each(fixtures)('dialect $dialect', ({ dialect, cases }) => {
  it.each(cases)('$name', ({ topic, payload, retained = false, expected }) => {
    const decoded = createDecoder(dialect)(topic, bytesOf(payload), seenTime, retained);
    expect({ ...decoded, refusal: decoded.refusal?.kind }).toEqual({
      readings: expected.readings.map((reading) => ({ ...reading, seenTime })),
      refusal: expected.refusal,
      ...(expected.batch ? { batch: expected.batch } : {}),
    });
  });
});

describe('decoding', () => {
  it('shows the beginning of what it refused, printable only', () => {
    const payload = new TextEncoder().encode(`a\n\u0000<b>é${'x'.repeat(300)}`);
    expect(createDecoder('bt')('bt/R1/pH', payload, seenTime, false).refusal).toEqual({
      kind: 'not-json',
      topic: 'bt/R1/pH',
      excerpt: `a··<b>é${'x'.repeat(113)}…`,
    });
  });

  it('never throws, whatever the bytes', () => {
    const decode = createDecoder('auto');
    let seed = 7;
    const random = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 1) / 2 ** 31;
    const cases = fixtures.flatMap((fixture) => fixture.cases);
    const topics = cases.map(({ topic }) => topic);
    const seeds = cases.map(({ payload }) => bytesOf(payload).slice(0, 400));
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Uint8Array.from(seeds[Math.floor(random() * seeds.length)] ?? []);
      for (let flips = 0; flips < 3; flips += 1) bytes[Math.floor(random() * bytes.length)] = random() * 256;
      const topic = topics[Math.floor(random() * topics.length)] ?? '';
      for (const { value } of decode(topic, bytes, seenTime, false).readings)
        expect(value === null || Number.isFinite(value)).toBe(true);
    }
  });
});
