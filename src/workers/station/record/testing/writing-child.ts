import { openStore } from '../open-store';
import type { RecordedSample } from '../recorded-sample';

/**
 * A process that records without end and says on standard output which blocks are acknowledged: one line each, after
 * its promise resolved. Arguments: data folder, writer thread, reader thread, first block.
 */
const [dir = '', writer = '', reader = '', first = '0'] = process.argv.slice(2);

const { historian } = await openStore({
  dir,
  masterKeyHex: '00'.repeat(32),
  threads: { writer, reader },
  log: () => undefined,
  onState: () => undefined,
  clock: Date.now,
});

let next = Number(first);

/** 25 channels of one moment, or every now and then a piece of history; a window is complete every 86 blocks. */
function blockOf(number: number): RecordedSample[] {
  const rows = number % 40 === 0 ? 12_000 : 25;
  const t = 1_700_000_000_000 + number * 7000;
  return Array.from({ length: rows }, (_, index) => ({
    series: rows === 25 ? index + 1 : 1000 + number,
    t: rows === 25 ? t : t + index,
    value: number,
    quality: 0,
    seenAt: t,
  }));
}

async function record(): Promise<void> {
  for (;;) {
    const number = next;
    next += 1;
    const block = blockOf(number);
    await historian.append(block);
    process.stdout.write(`${number} ${block.length}\n`);
  }
}

process.stdout.write('open\n');
await Promise.all(Array.from({ length: 8 }, record));
