import { expect, it } from 'vitest';
import { createOutbox } from './outbox';
import type { ReadingBatch } from './process-messages';

const reading = (value: number) => ({ unitKey: 'R1', tag: 'pH', value, sourceTime: null, seenTime: value });

it('keeps what was not acknowledged, and sends it again to a station that came back', () => {
  const sent: ReadingBatch[] = [];
  const outbox = createOutbox(
    (batch) => sent.push(batch),
    () => 0,
  );
  for (const value of [1, 2, 3]) {
    outbox.add([reading(value)], `${value}`);
    outbox.flush();
  }
  outbox.flush();
  outbox.acked(2);
  outbox.again(3);
  outbox.resend();
  expect(sent.map(({ seq }) => seq)).toEqual([1, 2, 3, 3, 1, 3]);
  expect(sent.at(-1)?.readings).toEqual([reading(3)]);
});

it('throws the oldest away, and counts it, when nobody takes anything for long', () => {
  const sent: number[] = [];
  const outbox = createOutbox(
    ({ seq }) => sent.push(seq),
    () => 0,
  );
  for (let batch = 0; batch < 3; batch += 1) {
    outbox.add(
      Array.from({ length: 40_000 }, (_, i) => reading(i)),
      '',
    );
    outbox.flush();
  }
  sent.splice(0);
  outbox.resend();
  expect(sent).toEqual([2, 3]);
  expect(outbox.lost).toBe(40_000);
});
