import { test } from 'vitest';
import { scratchWriter } from '../record/testing/scratch-writer';
import { emptyBlock } from '../record/sample-block';
function block(series: number, t0: number, n: number): ArrayBuffer {
  const b = emptyBlock(n);
  for (let i = 0; i < n; i++) { b.series[i] = series; b.t[i] = t0 + i * 1000; b.value[i] = Math.round(Math.sin(i)*100)/100; b.quality[i] = 0; b.seen[i] = 1_790_000_000_000; }
  return b.series.buffer as ArrayBuffer;
}
function blockT(t0: number, n: number): ArrayBuffer {
  const b = emptyBlock(n*20);
  for (let i = 0; i < n*20; i++) { b.series[i] = 1+i%20; b.t[i] = t0 + Math.floor(i/20) * 1000; b.value[i] = Math.round(Math.sin(i)*100)/100; b.quality[i] = 0; b.seen[i] = 1_790_000_000_000; }
  return b.series.buffer as ArrayBuffer;
}
test.each(['series', 'time'])('speed %s', { timeout: 600000 }, (order) => {
  const w = scratchWriter();
  w.writer.tick(1_790_000_000_000);
  const t0 = 1_780_000_020_000;
  const begun = performance.now();
  let rows = 0;
  if (order === 'series')
  for (let s = 1; s <= 20; s++) for (let k = 0; k < 4; k++) { w.writer.append('bulk', s * 100 + k, block(s, t0 + k * 18_000_000, 18000), 0); rows += 18000; w.writer.turn(); while (w.writer.waiting) w.writer.turn(); }
  else for (let k = 0; k < 72; k++) { w.writer.append('bulk', k, blockT(t0 + k * 1_000_000, 1000), 0); rows += 20000; while (w.writer.waiting) w.writer.turn(); }
  const a = performance.now();
  w.writer.settle(1); w.work();
  const b = performance.now();
  console.log(order, rows, 'write s', (a - begun) / 1000, 'rows/s', rows / (a - begun) * 1000, 'cells s', (b - a) / 1000);
  w.db.close();
});
