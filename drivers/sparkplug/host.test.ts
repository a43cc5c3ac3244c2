import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodePayload } from './encode-payload';
import { createSparkplugHost, type HostStep, type SparkplugHost } from './host';
import type { Metric, Payload } from './payload';

const seen = 1_722_945_800_000;
const pH = (value: number, more: Partial<Metric> = {}): Metric => ({
  name: 'pH',
  alias: 1n,
  type: 'Double',
  value,
  ...more,
});
const byAlias = (alias: bigint, value: number, more: Partial<Metric> = {}): Metric => ({
  alias,
  value,
  type: 'Double',
  ...more,
});

/** An edge node as it speaks to a host. */
function speaker(host: SparkplugHost, node = 'e1') {
  let seq = 0;
  const say = (
    kind: string,
    device: string | null,
    metrics: readonly Metric[],
    more: Partial<Payload> = {},
  ): HostStep => {
    const payload = encodePayload({ timestamp: seen - 10, seq, metrics, ...more });
    seq = (seq + 1) % 256;
    return host.receive(`spBv1.0/g/${kind}/${node}${device === null ? '' : `/${device}`}`, payload, seen);
  };
  return {
    say,
    lose: () => (seq = (seq + 1) % 256),
    born: (bdSeq: number, metrics: readonly Metric[] = []) => {
      seq = 0;
      return say('NBIRTH', null, [{ name: 'bdSeq', type: 'Int64', value: BigInt(bdSeq) }, ...metrics]);
    },
    dead: (bdSeq: number) =>
      host.receive(
        `spBv1.0/g/NDEATH/${node}`,
        encodePayload({ metrics: [{ name: 'bdSeq', type: 'Int64', value: BigInt(bdSeq) }] }),
        seen,
      ),
  };
}
const values = ({ readings }: HostStep): (readonly [string, number | null, string])[] =>
  readings.map(({ tag, value, fault }) => [tag, value, fault ?? 'good']);

describe('a Sparkplug host', () => {
  const make = (rebirth = true): SparkplugHost => createSparkplugHost({ rebirth, unitNames: 'device' });

  it('reads the reference session', () => {
    const reference = JSON.parse(
      readFileSync(new URL('fixtures/reference.json', import.meta.url), 'utf8'),
    ) as {
      topic: string;
      hex: string;
    }[];
    const host = make();
    const steps = reference.map(({ topic, hex }) =>
      host.receive(
        topic,
        Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16)),
        seen,
      ),
    );
    const [, birth, data, none, historical, death] = steps;
    expect(steps.flatMap(({ problem, commands }) => [problem, ...commands])).toEqual(
      steps.map(() => undefined),
    );
    expect(birth && values(birth)).toEqual([
      ['pH', 5.02, 'good'],
      ['DO', 38.5, 'good'],
      ['Stir_SP', 800, 'good'],
      ['Valve', 1, 'good'],
      ['Total', 2 ** 64, 'uncertain-source'],
      ['Neg', -273, 'good'],
      ['NegL', -9007199254740992, 'uncertain-source'],
      ['When', 1_722_945_600_000, 'good'],
    ]);
    expect(birth?.readings[0]).toMatchObject({
      unitKey: 'br1',
      sourceTime: 1_722_945_600_090,
      seenTime: seen,
    });
    expect(data && values(data)).toEqual([
      ['pH', 5.01, 'good'],
      ['DO', 37.25, 'good'],
    ]);
    expect(data?.readings[0]?.sourceTime).toBe(1_722_945_601_000);
    expect(none && values(none)).toEqual([['pH', null, 'not-a-number']]);
    expect(historical?.readings).toMatchObject([{ tag: 'pH', value: 5, sourceTime: 1_722_945_000_000 }]);
    // Everything numeric the device had is stale from now on; Batch and Blob never were channels.
    expect(death?.readings.map(({ tag }) => tag)).toEqual([
      'pH',
      'DO',
      'Stir_SP',
      'Valve',
      'Total',
      'Neg',
      'NegL',
      'When',
    ]);
    expect(
      new Set(death?.readings.map(({ value, fault, sourceTime }) => `${value} ${fault} ${sourceTime}`)),
    ).toEqual(new Set(['null bad-source 1722945700000']));
  });

  it('bears any bytes at any topic', () => {
    const host = make();
    const reference = JSON.parse(
      readFileSync(new URL('fixtures/reference.json', import.meta.url), 'utf8'),
    ) as { topic: string; hex: string }[];
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const kinds = ['NBIRTH', 'NDATA', 'NDEATH', 'DBIRTH', 'DDATA', 'DDEATH'];
    let refused = 0;
    for (let round = 0; round < 5000; round += 1) {
      const { hex = '' } = reference[random(reference.length)] ?? {};
      const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
      for (let flips = random(4); flips > 0; flips -= 1) bytes[random(bytes.length)] = random(256);
      const kind = kinds[random(kinds.length)] ?? '';
      const topic = `spBv1.0/g/${kind}/e${random(2)}${kind.startsWith('D') ? '/d' : ''}`;
      const { readings, problem } = host.receive(topic, bytes, seen + round);
      if (problem) refused += 1;
      for (const { value } of readings) expect(value === null || Number.isFinite(value)).toBe(true);
    }
    host.tick(seen + 1_000_000);
    expect(refused).toBeGreaterThan(1000);
  });

  it('ignores a death of an earlier session and believes that of this one', () => {
    const host = make();
    const edge = speaker(host);
    edge.born(3);
    edge.say('DBIRTH', 'br1', [pH(7)]);
    expect(edge.dead(2)).toEqual({ readings: [], commands: [], problem: 'old-death' });
    expect(values(edge.say('DDATA', 'br1', [byAlias(1n, 7.1)]))).toEqual([['pH', 7.1, 'good']]);
    expect(values(edge.dead(3))).toEqual([['pH', null, 'bad-source']]);
    expect(values(edge.dead(3))).toEqual([]);
    expect(host.figures()).toMatchObject({ nodesAlive: 0, devicesAlive: 0 });
  });

  it('asks an unknown node for its births once, and believes no alias before them', () => {
    const host = make();
    const edge = speaker(host);
    const first = edge.say('DDATA', 'br1', [byAlias(1n, 7), { name: 'DO', type: 'Float', value: 40 }]);
    expect(first).toMatchObject({ problem: 'before-birth', commands: [{ topic: 'spBv1.0/g/NCMD/e1' }] });
    // What names itself needs no birth.
    expect(values(first)).toEqual([['DO', 40, 'good']]);
    expect(edge.say('DDATA', 'br1', [byAlias(1n, 7)]).commands).toEqual([]);
    edge.born(1);
    expect(values(edge.say('DBIRTH', 'br1', [pH(7.2)]))).toEqual([['pH', 7.2, 'good']]);
  });

  it('after a gap holds what came until a birth says that its aliases still hold', () => {
    const host = make();
    const edge = speaker(host);
    edge.born(1);
    edge.say('DBIRTH', 'br1', [pH(7), { name: 'DO', alias: 2n, type: 'Float', value: 40 }]);
    edge.lose();
    const late = edge.say('DDATA', 'br1', [byAlias(1n, 7.5), byAlias(2n, 41)]);
    expect(late).toMatchObject({ readings: [], commands: [{ topic: 'spBv1.0/g/NCMD/e1' }] });
    edge.born(1);
    // 2 is another metric now: what came under it before is not believed.
    const born = edge.say('DBIRTH', 'br1', [pH(7.6), { name: 'OD', alias: 2n, type: 'Float', value: 1 }]);
    expect(values(born)).toEqual([
      ['pH', 7.5, 'good'],
      ['pH', 7.6, 'good'],
      ['OD', 1, 'good'],
    ]);
    expect(born.problem).toBe('out-of-order');
    expect(host.figures()).toMatchObject({ gaps: 1, rebirthsAsked: 1 });
  });

  it('asks three times in vain, then takes what waited with doubt and goes on', () => {
    const host = make();
    const edge = speaker(host);
    edge.born(1);
    edge.say('DBIRTH', 'br1', [pH(7)]);
    edge.lose();
    edge.say('DDATA', 'br1', [byAlias(1n, 7.5)]);
    const steps = Array.from({ length: 120 }, (_, second) => host.tick(seen + second * 1000));
    expect(steps.filter(({ commands }) => commands.length > 0)).toHaveLength(2);
    expect(steps.flatMap(values)).toEqual([['pH', 7.5, 'uncertain-source']]);
    expect(values(edge.say('DDATA', 'br1', [byAlias(1n, 7.6)]))).toEqual([['pH', 7.6, 'uncertain-source']]);
  });

  it('with rebirth switched off writes nothing at all', () => {
    const host = make(false);
    const edge = speaker(host);
    edge.say('NDATA', null, [byAlias(1n, 1)]);
    edge.born(1);
    edge.say('DBIRTH', 'br1', [pH(7)]);
    edge.lose();
    const after = edge.say('DDATA', 'br1', [byAlias(1n, 7.5)]);
    expect(after.commands).toEqual([]);
    expect(values(after)).toEqual([['pH', 7.5, 'uncertain-source']]);
  });

  it('follows the sequence over 255 and knows devices and their node apart', () => {
    const host = make();
    const edge = speaker(host);
    edge.born(1, [{ name: 'Uptime', alias: 1n, type: 'Int64', value: 5n }]);
    edge.say('DBIRTH', 'br1', [pH(7)]);
    for (let n = 0; n < 300; n += 1) edge.say('DDATA', 'br1', [byAlias(1n, n / 100)]);
    expect(edge.say('NDATA', null, [{ alias: 1n, type: 'Int64', value: 6n }]).readings).toMatchObject([
      { unitKey: 'e1', tag: 'Uptime', value: 6 },
    ]);
    expect(host.figures().gaps).toBe(0);
  });

  it('does not make one unit of two reactors that their nodes call alike', () => {
    const host = make();
    const [one, two] = [speaker(host, 'e1'), speaker(host, 'e2')];
    one.born(1);
    two.born(1);
    expect(one.say('DBIRTH', 'br1', [pH(7)]).readings).toHaveLength(1);
    expect(two.say('DBIRTH', 'br1', [pH(3)])).toMatchObject({ readings: [], problem: 'wrong-fields' });
    expect(host.figures().sharedNames).toEqual(['br1']);
  });

  it.each([
    [{ Quality: 192 }, 'good'],
    [{ Quality: 500 }, 'bad-source'],
    [{ Quality: 0 }, 'bad-source'],
    [{ Quality: 64 }, 'uncertain-source'],
    [{ btQuality: 12, Quality: 64 }, 'check-function'],
    [{ btQuality: 4 }, 'uncertain-source'],
  ])('quality %j is %s', (properties, fault) => {
    const host = make();
    const edge = speaker(host);
    edge.born(1);
    edge.say('DBIRTH', 'br1', [pH(7)]);
    expect(values(edge.say('DDATA', 'br1', [byAlias(1n, 7, { properties })]))).toEqual([['pH', 7, fault]]);
  });
});
