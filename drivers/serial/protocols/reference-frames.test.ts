import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLineBuffer } from '../line-buffer';
import type { DecodedLine } from '../decoded-line';
import { decodeAdam4017 } from './adam-4017';
import { decodeAlicat } from './alicat';
import { decodeAtlasEzo } from './atlas-ezo';
import { decodeGssCo2 } from './gss-co2';
import { decodeMtSics } from './mt-sics';

interface Case {
  readonly rx?: string;
  readonly line?: string;
  readonly response?: string;
  readonly chunks?: readonly string[];
  readonly value?: unknown;
  readonly error?: string;
}
const frames = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/frames.json'), 'utf8'),
) as Record<string, { readonly cases: readonly Case[] }>;

function lines(one: Case, end: 'cr' | 'lf' | 'any'): string[] {
  const buffer = createLineBuffer(end);
  const pieces = one.chunks ?? [one.rx ?? one.response ?? `${one.line ?? ''}\r`];
  return pieces.flatMap((piece) => buffer.take(Buffer.from(piece, 'latin1')));
}
const cases = (name: string): readonly Case[] => frames[name]?.cases ?? [];
const facts = (decoded: DecodedLine): unknown =>
  decoded.kind === 'fault'
    ? decoded.words
    : decoded.kind === 'identity'
      ? decoded.facts
      : decoded.kind === 'values'
        ? decoded.values
        : decoded.kind;

describe('frames from public drivers', () => {
  it('MT-SICS balances: weights, faults, identity, an answer split in the middle of a line', () => {
    const [stable, moving, , negative, ...others] = cases('mt_sics');
    const decode = (one: Case | undefined) => (one ? lines(one, 'any').map(decodeMtSics) : []);
    expect(decode(stable)).toEqual([{ kind: 'values', values: { weight: 100 }, unit: 'g', stable: true }]);
    expect(decode(moving)).toEqual([
      { kind: 'values', values: { weight: 129.07 }, unit: 'g', stable: false },
    ]);
    expect(decode(negative)).toMatchObject([{ values: { weight: -100 }, stable: true }]);
    for (const one of others.filter(({ error }) => error !== undefined))
      expect(decode(one).map(facts)).toEqual([one.error]);
    const listed = others.find(({ chunks }) => chunks !== undefined);
    expect(decode(listed).map(facts)).toEqual([
      { level: '0', command: 'I0' },
      { level: '1', command: 'D' },
      { level: '3', command: 'CLR' },
      'done',
    ]);
    expect(facts(decodeMtSics('I4 A "1234567"'))).toEqual({ serialNumber: '1234567' });
    expect(['Z A', 'ZI D', 'ZI S'].map((line) => decodeMtSics(line).kind)).toEqual(['done', 'done', 'done']);
    expect(['S S 1O0.00 g', 'S S 100.00', 'S X 1 g', ''].map((line) => decodeMtSics(line).kind)).toEqual(
      Array.from({ length: 4 }, () => 'unknown'),
    );
  });

  it('Alicat controllers, with and without the letter of the unit', () => {
    for (const one of cases('alicat_ascii'))
      expect(lines(one, 'cr').map(decodeAlicat)).toEqual([
        {
          kind: 'values',
          values: { pressurePsia: 14.7, tempC: 25, volumetricFlow: 2.004, massFlow: 2.004, setPoint: 2.004 },
          unit: 'Air',
        },
      ]);
    expect(decodeAlicat('A +014.70 +025.00 +02.0x4 +02.004 2.004 Air').kind).toBe('unknown');
  });

  it('ADAM-4017 modules: eight channels of one line', () => {
    const [one] = cases('adam_4017_ascii');
    expect(
      one && lines(one, 'cr').map((line) => Object.values(facts(decodeAdam4017(line)) as object)),
    ).toEqual([one?.value]);
    expect(decodeAdam4017('>+7.2111+7.2567+').kind).toBe('unknown');
    expect(decodeAdam4017('?21').kind).toBe('fault');
  });

  it('Atlas EZO circuits: two answers in one chunk, slope in either case, faults', () => {
    const [both, slope, wrong, state] = cases('atlas_ezo_uart');
    const decode = (one: Case | undefined) => (one ? lines(one, 'cr').map(decodeAtlasEzo).map(facts) : []);
    expect(decode(both)).toEqual([
      { reading: 7.125 },
      { slopeAcidPct: 99.7, slopeBasePct: 100.3, offsetMv: -0.89 },
    ]);
    expect(decode(slope)).toEqual([{ slopeAcidPct: 99.7, slopeBasePct: 100.3 }, 'done']);
    expect(decode(wrong)).toEqual([wrong?.error]);
    expect(decode(state)).toEqual([{ restart: 'P', supplyV: '5.0' }]);
    expect(decodeAtlasEzo('7.1.25').kind).toBe('unknown');
  });

  it('GSS CO2 sensors: the rule of the data sheet for the temperature, streamed lines, noise refused', () => {
    const decode = (line: string) => facts(decodeGssCo2(line));
    expect(decode('Z 432')).toEqual({ co2Filtered: 432 });
    expect(decode('T    500')).toEqual({ tempC: -50 });
    expect(decode('T   1257')).toEqual({ tempC: 25.7 });
    expect(decode('H 627')).toEqual({ humidityPct: 62.7 });
    expect(decode('H 00627 T 01257 Z 00432')).toEqual({ humidityPct: 62.7, tempC: 25.7, co2Filtered: 432 });
    expect(decode('Z 4x2')).toBe('unknown');
    expect(decode('Z 432 Q')).toBe('unknown');
  });
});
