import { expect, it } from 'vitest';
import { createLatencyWindow } from './latency-window';

it('tells median and slowest hundredth of the last minute only', () => {
  const window = createLatencyWindow(200);
  window.add(0, 9999);
  for (let ms = 1; ms <= 100; ms += 1) window.add(1000 + ms, ms);
  expect(window.figures(60_500)).toEqual({ count: 100, p50Ms: 50, p99Ms: 99 });
  expect(window.figures(200_000)).toEqual({ count: 0, p50Ms: null, p99Ms: null });
});
