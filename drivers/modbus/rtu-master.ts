import type { SerialPipe } from '../serial/serial-pipe';
import type { ModbusAnswer, ModbusMaster } from './modbus-master';
import { createRtuAnswers, rtuQuestion } from './rtu-answers';

/** Quiet time between two frames: 3.5 characters of 11 bits, never less than 1.75 ms. */
export function silenceMs(baud: number): number {
  return Math.max(1.75, (3.5 * 11 * 1000) / baud);
}

/**
 * A Modbus RTU master on an open port. After a question that nobody answered in time, the same device is left in peace
 * for as long again: RTU answers carry no number, and a late one must not be taken for the next.
 */
export function createRtuMaster(pipe: SerialPipe, baud: number, timeoutMs: number): ModbusMaster {
  const answers = createRtuAnswers();
  let over = false;
  let take: ((answer: ModbusAnswer) => void) | null = null;
  let lateFrom: { readonly busId: number; readonly until: number } | null = null;
  let quietFrom = 0;
  const end = async (): Promise<void> => {
    await pipe.closed;
    over = true;
    take?.({ kind: 'timeout', garbled: false });
  };
  void end();
  pipe.onData((piece) => {
    const answer = answers.take(piece);
    if (answer) take?.(answer);
  });
  const believed = (): number => answers.counts.wrongCrc + answers.counts.noise;

  return {
    closed: pipe.closed,
    close: () => pipe.close(),
    counts: () => answers.counts,
    ask: async ({ busId, fc, address, count }) => {
      const now = performance.now();
      const graceMs = lateFrom?.busId === busId ? lateFrom.until - now : 0;
      const waitMs = Math.max(graceMs, quietFrom + silenceMs(baud) - now);
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      if (over) return { kind: 'timeout', garbled: false };
      answers.expect({ slave: busId, fc, count });
      const before = believed();
      const answer = await new Promise<ModbusAnswer>((resolve) => {
        const tooLate = setTimeout(() => take?.({ kind: 'timeout', garbled: false }), timeoutMs);
        take = (found) => {
          clearTimeout(tooLate);
          take = null;
          resolve(found);
        };
        pipe.write(rtuQuestion(busId, fc, address, count));
      });
      quietFrom = performance.now();
      lateFrom = answer.kind === 'timeout' ? { busId, until: quietFrom + timeoutMs } : null;
      return answer.kind === 'timeout'
        ? { kind: 'timeout', garbled: believed() > before || answers.waiting() > 0 }
        : answer;
    },
  };
}
