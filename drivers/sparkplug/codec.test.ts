import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePayload, retyped } from './decode-payload';
import { encodePayload } from './encode-payload';
import type { Metric, Payload } from './payload';

interface ReferencePayload {
  readonly file: string;
  readonly hex: string;
  readonly decoded_by_reference: unknown;
}
const reference = JSON.parse(
  readFileSync(new URL('fixtures/reference.json', import.meta.url), 'utf8'),
) as readonly ReferencePayload[];

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));
const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function payloadOf(bytes: Uint8Array): Payload {
  const decoded = decodePayload(bytes);
  if ('refused' in decoded) throw new Error(decoded.refused);
  return decoded.payload;
}

/** The reference writes 64-bit numbers as text, and bytes as a list. */
function asReference({ timestamp, seq, metrics }: Payload): unknown {
  return {
    timestamp: String(timestamp),
    metrics: metrics.map(
      ({ historical, ...metric }) =>
        JSON.parse(
          JSON.stringify(
            { ...metric, ...(historical ? { isHistorical: true } : {}) },
            (key, value: unknown) => {
              if (typeof value === 'bigint' || key === 'timestamp') return String(value);
              return value instanceof Uint8Array ? { type: 'Buffer', data: [...value] } : value;
            },
          ),
        ) as unknown,
    ),
    seq: String(seq),
  };
}

describe('Sparkplug B payloads', () => {
  it.each(reference.map((entry) => [entry.file, entry] as const))(
    'reads %s as the reference does',
    (_file, entry) => {
      expect(asReference(payloadOf(hex(entry.hex)))).toEqual(entry.decoded_by_reference);
    },
  );

  it.each(reference.map((entry) => [entry.file, entry] as const))(
    'writes %s as the reference does',
    (_file, entry) => {
      expect(toHex(encodePayload(payloadOf(hex(entry.hex))))).toBe(entry.hex);
    },
  );

  it('cut anywhere, is refused or a whole payload with less in it; never half a number', () => {
    const whole = reference[1]?.hex ?? '';
    const known = payloadOf(hex(whole)).metrics.map((metric) =>
      JSON.stringify(asReference({ metrics: [metric] })),
    );
    let refused = 0;
    for (let end = 2; end < whole.length; end += 2) {
      const decoded = decodePayload(hex(whole.slice(0, end)));
      if ('refused' in decoded) refused += 1;
      else
        for (const metric of decoded.payload.metrics)
          expect(known).toContain(JSON.stringify(asReference({ metrics: [metric] })));
    }
    expect(refused).toBeGreaterThan(180);
  });

  it.each([
    ['JSON', new TextEncoder().encode('{"v":1}')],
    ['a number as text', new TextEncoder().encode('37.2')],
    ['a time as a double', hex('090000000000000000')],
    ['a name that is not UTF-8', hex('12040a02c328')],
    ['a number without end', hex('08ffffffffffffffffffffff01')],
  ])('refuses %s with words', (_name, bytes) => {
    expect(decodePayload(bytes)).toMatchObject({ refused: expect.stringMatching(/^The payload /) as string });
  });

  it('keeps properties, quality and unit among them, and says what it cannot read', () => {
    const metric: Metric = {
      name: 'pH',
      alias: 1n << 63n,
      timestamp: 1_722_945_600_000,
      type: 'Double',
      properties: { Quality: 500, engUnit: 'pH', low: -1.5, ok: true, none: null },
      value: 7.01,
    };
    const template = hex('120d0a017420139201050a03763132');
    expect(payloadOf(encodePayload({ timestamp: 1, seq: 255, metrics: [metric] })).metrics).toEqual([metric]);
    expect(payloadOf(template).metrics).toEqual([{ name: 't', type: 'Template', unsupported: 'template' }]);
  });

  it('reads negative numbers in every form clients write them', () => {
    const in64Bits = payloadOf(hex('120d200250effdffffffffffffff01'));
    expect(in64Bits.metrics[0]?.value).toBe(-273);
    expect(retyped(0xfeef, 'Int16')).toBe(-273);
    expect(retyped(0xfffffeef, 'Int16')).toBe(-273);
    expect(retyped(0xff, 'UInt8')).toBe(255);
  });
});
