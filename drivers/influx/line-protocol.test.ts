import { describe, expect, it } from 'vitest';
import { lineOf, type LinePoint } from './line-protocol';

const point = (change: Partial<LinePoint>): LinePoint => ({
  measurement: 'm',
  tags: {},
  fields: { f: 1 },
  time: 1,
  ...change,
});

/** Each line was accepted by InfluxDB 1.6.7, which then gave back exactly this point. */
const accepted: readonly (readonly [LinePoint, string])[] = [
  [
    point({
      measurement: 'cpu',
      tags: { region: 'us-west', host: 'serverA' },
      fields: { value: 1e-4 },
      time: 1_603_976_386_428_616_285n,
    }),
    'cpu,host=serverA,region=us-west value=0.0001 1603976386428616285',
  ],
  [point({ tags: { t: 'a' }, fields: { f: 1n } }), 'm,t=a f=1i 1'],
  [
    point({ fields: { f: 'str with space, comma = and "quote"' } }),
    'm f="str with space, comma = and \\"quote\\"" 1',
  ],
  [point({ fields: { f: 'back\\slash' } }), 'm f="back\\\\slash" 1'],
  [point({ fields: { f: 'line1\nline2' } }), 'm f="line1\nline2" 1'],
  [point({ fields: { f: true, k: false } }), 'm f=true,k=false 1'],
  [
    point({ measurement: 'my meas', tags: { 'tag key': 'tag,val=x' }, fields: { 'fi eld': 2 } }),
    'my\\ meas,tag\\ key=tag\\,val\\=x fi\\ eld=2 1',
  ],
  [point({ fields: { f: -0 } }), 'm f=-0 1'],
  [point({ fields: { f: 2n ** 63n - 1n } }), 'm f=9223372036854775807i 1'],
  [point({ fields: { f: -(2n ** 63n) } }), 'm f=-9223372036854775808i 1'],
  [point({ tags: { b: '2', a: '1' } }), 'm,a=1,b=2 f=1 1'],
  [point({ time: 9_223_372_036_854_775_806n }), 'm f=1 9223372036854775806'],
  [point({ time: -9_223_372_036_854_775_806n }), 'm f=1 -9223372036854775806'],
  [point({ measurement: 'µeas', tags: { 日: '本' }, fields: { fé: 1 } }), 'µeas,日=本 fé=1 1'],
  [point({ fields: { f: 1n, g: 's', h: 2.5, b: true }, time: 10 }), 'm f=1i,g="s",h=2.5,b=true 10'],
  [point({ fields: { f: 1e308, g: 5e-324 } }), 'm f=1e+308,g=5e-324 1'],
];

/** What the server refuses, or would take for something else. */
const refused: readonly (readonly [Partial<LinePoint>, string])[] = [
  [{ tags: { region: '' } }, 'tag value is empty'],
  [{ tags: { '': 'a' } }, 'tag key is empty'],
  [{ measurement: '' }, 'measurement is empty'],
  [{ fields: {} }, 'needs a field'],
  [{ fields: { f: Number.NaN } }, 'needs a field'],
  [{ fields: { f: Number.POSITIVE_INFINITY } }, 'needs a field'],
  [{ fields: { f: 2n ** 63n } }, 'does not fit in 64 bits'],
  [{ tags: { t: 'a\nb' } }, 'line break'],
  [{ tags: { t: 'ends\\' } }, 'backslash'],
  [{ time: 1.5 }, 'whole number'],
];

describe('the line protocol', () => {
  it.each(accepted)('spells %o', (given, line) => {
    expect(lineOf(given)).toBe(line);
  });

  it.each(refused)('refuses %o', (change, words) => {
    expect(() => lineOf(point(change))).toThrow(words);
  });

  it('leaves out a number without a spelling beside one that has it', () => {
    expect(lineOf(point({ fields: { value: Number.NaN, quality: 0n } }))).toBe('m quality=0i 1');
  });

  it('never writes a comment', () => {
    expect(lineOf(point({ measurement: '#1' }))).toBe('\\#1 f=1 1');
  });
});
