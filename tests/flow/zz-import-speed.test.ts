import { test } from 'vitest';
import { createRouter } from '../../src/workers/station/serve/router';
import { openPort } from '../contract/three-transports';
import { startStation } from './station-under-test';
test('speed', { timeout: 600_000 }, async () => {
  const s = await startStation(null);
  await s.client.units.save({ id: 'R1' as never, name: 'R1', scale: '15L', startVolumeL: 5.5 });
  const sim = openPort(createRouter(s.station.rooms), 'simulator');
  const waits: number[] = [];
  let on = true;
  const livef = async () => {
    while (on) {
      const t = Date.now();
      const b = performance.now();
      await sim.client.readings.submit({
        unitId: 'R1',
        tags: ['pH', 'DO'],
        tag: [0, 1],
        t: [t, t],
        value: [5, 30],
      });
      waits.push(performance.now() - b);
      await new Promise((r) => setTimeout(r, 100));
    }
  };
  const lv = livef();
  await new Promise((r) => setTimeout(r, 5000));
  const idle = waits.splice(0).toSorted((a, b) => a - b);
  console.log('idle wait p50', idle[idle.length >> 1], 'max', idle.at(-1));
  const begun = performance.now();
  let p = await s.client.imports.campaign({ path: process.env['CAMP'] ?? '/tmp/camp1' });
  console.log('verified', (performance.now() - begun) / 1000);
  let lagMax = 0;
  let last = performance.now();
  const lags: number[] = [];
  const t = setInterval(() => {
    const n = performance.now();
    lagMax = Math.max(lagMax, n - last - 10);
    lags.push(n - last - 10);
    last = n;
  }, 10);
  let deg = 0;
  let wal = 0;
  while (p.state === 'importing') {
    await new Promise((r) => setTimeout(r, 500));
    p = await s.client.imports.progress();
    const h = await s.client.station.health();
    deg = Math.max(deg, h.degradations.length);
    wal = Math.max(wal, h.storeBytes);
  }
  clearInterval(t);
  const sec = (performance.now() - begun) / 1000;
  const w = waits.toSorted((a, b) => a - b);
  lags.sort((a, b) => a - b);
  console.log(
    p.words,
    p.readings,
    sec,
    p.readings / sec,
    'lag max',
    lagMax,
    'p99',
    lags[Math.floor(lags.length * 0.99)],
    'live waits n',
    w.length,
    'p50',
    w[w.length >> 1],
    'p99',
    w[Math.floor(w.length * 0.99)],
    'max',
    w.at(-1),
    'deg',
    deg,
    'rss',
    (await s.client.station.health()).memoryBytes / 1e6,
    wal / 1e6,
  );
  on = false;
  await lv;
  await sim.close();
  await s.close();
});
