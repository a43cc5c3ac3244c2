import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crc16 } from './crc16';
import { looksSwapped, registerValue } from './register-value';
import { createRtuAnswers, rtuQuestion, type RtuExpected } from './rtu-answers';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.split(' ').map((pair) => parseInt(pair, 16)));
const hex = (given: Uint8Array): string =>
  [...given].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');

interface Case {
  readonly request?: string;
  readonly response?: string;
  readonly chunks?: readonly string[];
  readonly value?: Readonly<Record<string, number>>;
}
const frames = JSON.parse(
  readFileSync(join(import.meta.dirname, '../serial/fixtures/frames.json'), 'utf8'),
) as Record<string, { readonly cases: readonly Case[] }>;

function answerTo(expected: RtuExpected, pieces: readonly string[]) {
  const answers = createRtuAnswers();
  answers.expect(expected);
  const found = pieces.map((piece) => answers.take(bytes(piece)));
  return { found: found.find((one) => one !== undefined), counts: answers.counts };
}
const senseair: RtuExpected = { slave: 0xfe, fc: 4, count: 1 };

describe('answers on a Modbus RTU bus', () => {
  it('checks with the CRC of the standard and asks as recorded', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0x4b37);
    expect(hex(rtuQuestion(0xfe, 4, 3, 1))).toBe('FE 04 00 03 00 01 D5 C5');
    expect(hex(rtuQuestion(1, 3, 2089, 10))).toBe('01 03 08 29 00 0A 16 65');
  });

  it('reads the Senseair answer whole, in pieces and behind noise', () => {
    for (const pieces of [
      ['FE 04 02 01 90 AC D8'],
      ['FE 04', '02 01 90 AC', 'D8'],
      ['00 13 FE 04 02 01 90 AC D8'],
    ])
      expect(answerTo(senseair, pieces).found).toEqual({
        kind: 'registers',
        slave: 0xfe,
        fc: 4,
        registers: [400],
      });
  });

  it('believes no wrong CRC, counts it, and tells an exception in words', () => {
    const wrong = answerTo(senseair, ['FE 04 02 01 90 AC D9']);
    expect(wrong).toMatchObject({ found: undefined, counts: { wrongCrc: 1 } });
    expect(answerTo(senseair, ['FE 84 02 F2 F1']).found).toMatchObject({
      kind: 'exception',
      code: 2,
      words: 'The device has no such register',
    });
  });

  it('does not take the answer of another slave, or one of another length, for its own', () => {
    const body = Uint8Array.from([7, 4, 2, 1, 0x90]);
    const crc = crc16(body);
    const other = hex(Uint8Array.from([...body, crc & 0xff, crc >> 8]));
    expect(answerTo(senseair, [other, 'FE 04 02 01 90 AC D8']).found).toMatchObject({
      slave: 0xfe,
      registers: [400],
    });
    expect(answerTo({ ...senseair, count: 2 }, ['FE 04 02 01 90 AC D8']).found).toBeUndefined();
  });

  it('decodes the Hamilton ARC frames with the low word first, and sees that the other order cannot be', () => {
    for (const { response = '', value = {} } of frames['hamilton_arc_modbus']?.cases ?? []) {
      const { found } = answerTo({ slave: 1, fc: 3, count: 10 }, [response]);
      const registers = found?.kind === 'registers' ? found.registers.slice(2, 4) : [];
      const [wanted = Number.NaN] = Object.values(value);
      expect(registerValue(registers, 'f32', 'low-first')).toBeCloseTo(wanted, 5);
      expect(looksSwapped(registers, 'f32', 'high-first', { low: 0, high: 100 })).toBe(true);
      expect(looksSwapped(registers, 'f32', 'low-first', { low: 0, high: 100 })).toBe(false);
    }
  });

  it('of an hour of answers at 1 Hz with random bit errors every good one is read, every bad one counted, none believed', () => {
    let state = 12_345;
    const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    const answers = createRtuAnswers();
    let good = 0;
    let read = 0;
    for (let i = 0; i < 3600; i += 1) {
      const body = Uint8Array.from([1, 4, 2, i >> 8, i & 0xff]);
      const crc = crc16(body);
      const frame = Uint8Array.from([...body, crc & 0xff, crc >> 8]);
      const broken = random() < 0.3;
      if (broken) frame[Math.floor(random() * 7)]! ^= 1 << Math.floor(random() * 8);
      else good += 1;
      answers.expect({ slave: 1, fc: 4, count: 1 });
      const found = answers.take(frame);
      if (found?.kind === 'registers') {
        read += 1;
        expect(found.registers).toEqual([i]);
      }
    }
    expect(read).toBe(good);
    expect(answers.counts.wrongCrc + answers.counts.noise).toBeGreaterThan(0);
  });
});
