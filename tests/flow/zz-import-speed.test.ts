import { test } from 'vitest';
import { startStation } from './station-under-test';
test('speed', { timeout: 600_000 }, async () => {
  const s = await startStation(null);
  const begun = performance.now();
  let p = await s.client.imports.campaign({ path: process.env['CAMP'] ?? '/tmp/camp1' });
  console.log('verified', (performance.now() - begun) / 1000);
  let lagMax = 0; let last = performance.now();
  const t = setInterval(() => { const n = performance.now(); lagMax = Math.max(lagMax, n - last - 10); last = n; }, 10);
  while (p.state === 'importing') { await new Promise((r) => setTimeout(r, 500)); p = await s.client.imports.progress(); }
  clearInterval(t);
  const sec = (performance.now() - begun) / 1000;
  console.log(p, sec, p.readings / sec, 'lag', lagMax, await s.client.station.health());
  const b2 = performance.now();
  p = await s.client.imports.campaign({ path: process.env['CAMP'] ?? '/tmp/camp1' });
  while (p.state === 'importing') { await new Promise((r) => setTimeout(r, 50)); p = await s.client.imports.progress(); }
  console.log(p.words, performance.now() - b2, (await s.client.batches.list({})).length);
  await s.close();
});
