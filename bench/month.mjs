import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { compiled } from './historian.mjs';
import {
  openBrowser,
  pause,
  percentile,
  startBroker,
  startHeadless,
  tempDir,
  untilTrue,
  endAll,
} from './stage.mjs';
import { channels, layoutOf, row, watchPage } from './workspace.mjs';

const days = 30;
/** A reading every ten seconds: what is read of 30 days are rollups, whatever lies below them. */
const cadenceS = 10;

/** A station that has 30 days of 24 channels behind it. */
async function stationWithAMonth() {
  const dir = tempDir('month');
  const broker = await startBroker();
  const first = await startHeadless(['--no-demo', '--broker', broker], dir);
  const client = await connectAsync(broker);
  for (const channel of channels.slice(0, 24))
    await client.publishAsync(channel.topic, JSON.stringify({ t: Date.now(), v: 30, q: 0, seq: 1 }), { qos: 1 }); // prettier-ignore
  await untilTrue(async () => (await first.ask('/bioreactor/list')).flatMap((unit) => unit.channels).length >= 24, 30_000, 'The channels did not appear'); // prettier-ignore
  const series = (await first.ask('/bioreactor/list')).flatMap((unit) => unit.channels);
  await first.stop();
  const { key } = JSON.parse(readFileSync(join(dir, 'master-key.json'), 'utf8'));
  const { openBench, simulatedLoad } = await compiled();
  const bench = await openBench(dir, key);
  const load = simulatedLoad(96, 24, Date.now());
  const end = Date.now() - 600_000;
  const begin = end - days * 86_400_000;
  const wanted = channels.slice(0, 24).flatMap(({ id }) => series.filter((one) => one.id === id));
  for (let t = begin; t < end; t += 6 * 3_600_000) {
    const samples = wanted.flatMap((channel, c) =>
      Array.from({ length: (6 * 360 * 10) / cadenceS }, (_, n) => {
        const at = t + n * cadenceS * 1000;
        const value = load.value(c, Math.floor((at - begin) / 1000) % load.seconds);
        return { series: channel.series, t: at, value, quality: 0, seenAt: at + 40 };
      }),
    );
    await bench.store.historian.append(samples);
  }
  await bench.store.historian.settle();
  await bench.close();
  await client.endAsync();
  return startHeadless(['--no-demo', '--broker', broker], dir);
}

/** From a gesture to the frame after the last panel was drawn with it. */
async function gestureTimes(page, kind, times) {
  return page.evaluate(
    async ([gesture, count]) => {
      const box = document.querySelector('.bt-trend-box');
      const counts = window.benchCounts;
      const { left, top, width } = box.getBoundingClientRect();
      const at = (x) => ({ bubbles: true, pointerId: 1, button: 0, clientX: left + x, clientY: top + 60 });
      const found = [];
      box.setPointerCapture = () => undefined;
      for (let n = 0; n < count; n += 1) {
        const drawn = counts.draws;
        const begun = performance.now();
        if (gesture === 'zoom')
          box.dispatchEvent(new WheelEvent('wheel', { ...at(width / 2), deltaY: n % 4 < 2 ? -200 : 200, cancelable: true })); // prettier-ignore
        else {
          box.dispatchEvent(new PointerEvent('pointerdown', at(width / 2)));
          box.dispatchEvent(new PointerEvent('pointermove', at(width / 2 + (n % 2 === 0 ? 40 : -40))));
          box.dispatchEvent(new PointerEvent('pointerup', at(width / 2)));
        }
        while (counts.draws < drawn + 24) await new Promise((go) => requestAnimationFrame(go));
        found.push(performance.now() - begun);
        await new Promise((go) => setTimeout(go, 600));
      }
      return found;
    },
    [kind, times],
  );
}

/** Zoom and pan over 30 days in 24 panels of a channel each. */
export async function month() {
  const station = await stationWithAMonth();
  const page = await openBrowser({ width: 1920, height: 1080 });
  await page.addInitScript(watchPage, JSON.stringify(layoutOf((n) => [channels[n].id])));
  await page.goto(station.page('/workspace?range=12h'));
  await page.waitForFunction(() => document.querySelectorAll('.bt-trend-box canvas').length === 24, undefined, { timeout: 60_000 }); // prettier-ignore
  await pause(3000);
  // Out to 30 days: 12 h, 24 h ... 32 days.
  for (let n = 0; n < 6; n += 1) {
    await page.locator('.bt-trend-box').first().press('-');
    await pause(1500);
  }
  const rows = [];
  for (const kind of ['zoom', 'pan']) {
    const times = await gestureTimes(page, kind, 30);
    rows.push(row(`30 days x 24 channels: ${kind}, gesture to the last panel p50`, percentile(times, 50), 'ms')); // prettier-ignore
    rows.push(row(`30 days x 24 channels: ${kind}, gesture to the last panel p95`, percentile(times, 95), 'ms', 100)); // prettier-ignore
  }
  await endAll();
  return rows;
}
