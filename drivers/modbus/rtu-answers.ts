import { crc16 } from './crc16';
import { exceptionWords } from './exception-words';

/** What came back for a read of registers. */
export type RtuAnswer =
  | {
      readonly kind: 'registers';
      readonly slave: number;
      readonly fc: number;
      readonly registers: readonly number[];
    }
  | {
      readonly kind: 'exception';
      readonly slave: number;
      readonly fc: number;
      readonly code: number;
      readonly words: string;
    };

/** What an answer must look like to be the one that was asked for. */
export interface RtuExpected {
  readonly slave: number;
  readonly fc: number;
  readonly count: number;
}

/** Finds answers in what comes from a bus in pieces, past noise, half frames and answers of other slaves. */
export interface RtuAnswers {
  /** The answer to what was asked, once it is whole; undefined until then. */
  take(piece: Uint8Array): RtuAnswer | undefined;
  /** Forgets what is left over; call it before each question. */
  expect(expected: RtuExpected): void;
  /** Since the beginning: frames with a wrong CRC, bytes of noise, answers nobody asked for. */
  readonly counts: { readonly wrongCrc: number; readonly noise: number; readonly unasked: number };
  /** Bytes of an answer that is not whole. */
  waiting(): number;
}

export function createRtuAnswers(): RtuAnswers {
  const counts = { wrongCrc: 0, noise: 0, unasked: 0 };
  let waiting: number[] = [];
  let asked: RtuExpected | null = null;

  /** The frame that begins the waiting bytes: its length, 0 where more must come, -1 where none can begin here. */
  const frameLength = (): number => {
    const [slave, fc, third] = waiting;
    if (slave === undefined || fc === undefined) return 0;
    if (fc & 0x80) return waiting.length >= 5 ? 5 : 0;
    if (fc !== 3 && fc !== 4) return -1;
    if (third === undefined) return 0;
    if (third === 0 || third % 2 === 1 || third > 250) return -1;
    return waiting.length >= third + 5 ? third + 5 : 0;
  };
  const isAsked = (frame: readonly number[]): boolean => {
    const [slave, fc = 0, bytes] = frame;
    if (!asked || slave !== asked.slave || (fc & 0x7f) !== asked.fc) return false;
    return (fc & 0x80) !== 0 || bytes === 2 * asked.count;
  };
  /** A frame of the asked slave whose CRC is wrong was an answer that suffered; anything else was never one. */
  const skip = (): void => {
    waiting.shift();
    counts.noise += 1;
  };
  const next = (): RtuAnswer | undefined => {
    while (waiting.length > 0) {
      const length = frameLength();
      // Bytes that look like a long frame must not hide the answer behind them: another slave's address is noise.
      if (length === -1 || (length === 0 && asked && waiting[0] !== asked.slave)) {
        skip();
        continue;
      }
      if (length === 0) return undefined;
      const frame = waiting.slice(0, length);
      const crc = (frame[length - 2] ?? 0) | ((frame[length - 1] ?? 0) << 8);
      if (crc16(Uint8Array.from(frame.slice(0, -2))) !== crc) {
        if (isAsked(frame)) counts.wrongCrc += 1;
        skip();
        continue;
      }
      waiting = waiting.slice(length);
      if (!isAsked(frame)) {
        counts.unasked += 1;
        continue;
      }
      return answerOf(frame);
    }
    return undefined;
  };
  return {
    take: (piece) => {
      waiting.push(...piece);
      return next();
    },
    expect: (expected) => {
      counts.noise += waiting.length;
      waiting = [];
      asked = expected;
    },
    counts,
    waiting: () => waiting.length,
  };
}

function answerOf(frame: readonly number[]): RtuAnswer {
  const [slave = 0, fc = 0, third = 0] = frame;
  if (fc & 0x80)
    return {
      kind: 'exception',
      slave,
      fc: fc & 0x7f,
      code: third,
      words: exceptionWords(third),
    };
  const registers = Array.from(
    { length: third / 2 },
    (_, i) => ((frame[3 + 2 * i] ?? 0) << 8) | (frame[4 + 2 * i] ?? 0),
  );
  return { kind: 'registers', slave, fc, registers };
}

/** A question for registers, as it goes on the bus. */
export function rtuQuestion(slave: number, fc: 3 | 4, address: number, count: number): Uint8Array {
  const body = Uint8Array.from([slave, fc, address >> 8, address & 0xff, count >> 8, count & 0xff]);
  const crc = crc16(body);
  return Uint8Array.from([...body, crc & 0xff, crc >> 8]);
}
