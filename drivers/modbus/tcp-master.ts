import { connect } from 'node:net';
import { exceptionWords } from './exception-words';
import type { ModbusAnswer, ModbusMaster, ModbusQuestion } from './modbus-master';

const longestFrame = 260;

/**
 * Opens a Modbus TCP server or gateway. Answers are matched by their transaction number: a late one is never taken for
 * the next.
 * @throws Error with the code of the socket where it cannot be opened
 */
export async function openTcpMaster(
  { host, port, timeoutMs }: { readonly host: string; readonly port: number; readonly timeoutMs: number },
  signal: AbortSignal,
): Promise<ModbusMaster> {
  const socket = connect({ host, port, noDelay: true, keepAlive: true });
  const { promise: closed, resolve: gone } = Promise.withResolvers<string>();
  let over = false;
  let failure = '';
  let waiting = Buffer.alloc(0);
  let transaction = 0;
  let asked: {
    readonly id: number;
    readonly question: ModbusQuestion;
    readonly take: (a: ModbusAnswer) => void;
  } | null = null;
  const counts = { late: 0, noise: 0, unasked: 0 };
  const close = (): void => void socket.destroy();
  signal.addEventListener('abort', close, { once: true });
  await new Promise<void>((resolve, reject) => {
    const tooLate = setTimeout(
      () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
      5000,
    );
    socket.once('connect', () => resolve());
    socket.once('error', reject);
    socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
    void closed.finally(() => clearTimeout(tooLate));
    socket.once('connect', () => clearTimeout(tooLate));
  });
  socket.on('error', (error) => (failure = error.message));
  socket.on('close', () => {
    over = true;
    signal.removeEventListener('abort', close);
    asked?.take({ kind: 'timeout', garbled: false });
    gone(signal.aborted ? '' : failure || 'The other side closed the connection');
  });
  socket.on('data', (piece) => {
    waiting = Buffer.concat([waiting, piece]);
    while (waiting.length >= 8) {
      const length = waiting.readUInt16BE(4) + 6;
      if (waiting.readUInt16BE(2) !== 0 || length < 9 || length > longestFrame) {
        // The stream has no marks to find back by: what follows cannot be believed.
        counts.noise += waiting.length;
        waiting = Buffer.alloc(0);
        socket.destroy(new Error('It answers, but not with Modbus'));
        return;
      }
      if (waiting.length < length) return;
      take(waiting.subarray(0, length));
      waiting = waiting.subarray(length);
    }
  });

  function take(frame: Buffer): void {
    const id = frame.readUInt16BE(0);
    if (!asked || id !== asked.id) return void (counts.late += 1);
    const answer = answerIn(frame, asked.question);
    if (answer) asked.take(answer);
    else counts.unasked += 1;
  }

  return {
    closed,
    close,
    counts: () => counts,
    ask: (question) => {
      if (over) return Promise.resolve({ kind: 'timeout', garbled: false });
      transaction = (transaction + 1) % 65_536;
      const id = transaction;
      return new Promise((resolve) => {
        const tooLate = setTimeout(() => asked?.take({ kind: 'timeout', garbled: false }), timeoutMs);
        asked = {
          id,
          question,
          take: (answer) => {
            clearTimeout(tooLate);
            asked = null;
            resolve(answer);
          },
        };
        socket.write(frameOf(id, question));
      });
    },
  };
}

function frameOf(id: number, { busId, fc, address, count }: ModbusQuestion): Buffer {
  const frame = Buffer.alloc(12);
  frame.writeUInt16BE(id, 0);
  frame.writeUInt16BE(6, 4);
  frame.writeUInt8(busId, 6);
  frame.writeUInt8(fc, 7);
  frame.writeUInt16BE(address, 8);
  frame.writeUInt16BE(count, 10);
  return frame;
}

function answerIn(frame: Buffer, { busId, fc, count }: ModbusQuestion): ModbusAnswer | null {
  if (frame.readUInt8(6) !== busId) return null;
  const said = frame.readUInt8(7);
  const third = frame.readUInt8(8);
  if (said === (fc | 0x80)) return { kind: 'exception', code: third, words: exceptionWords(third) };
  if (said !== fc || third !== 2 * count || frame.length !== 9 + third) return null;
  return {
    kind: 'registers',
    registers: Array.from({ length: count }, (_, i) => frame.readUInt16BE(9 + 2 * i)),
  };
}
