import { connectAsync } from 'mqtt';
import { openBrowser, pause, percentile, startBroker, startHeadless, untilTrue, endAll } from './stage.mjs';

const unitCount = 3;
const tags = ['pH', 'DO', 'OD', 'Gas_MFC_air', 'Gas_MFC_O2', 'Stir_PV', 'Stir_torque', 'Reactor_Pressure', 'Temp_Broth', 'Temp_pH_Probe', 'Temp_DO_Probe', 'Temp_Exhaust', 'OffGas_CO2', 'OffGas_O2', 'Gas_Flow_Inlet', 'Weight']; // prettier-ignore
const centre = { pH: 5, OD: 20, Stir_PV: 600, Reactor_Pressure: 1.15, Weight: 8, OffGas_O2: 19 };
export const channels = Array.from({ length: unitCount }, (_, unit) =>
  tags.map((tag) => ({ id: `B${unit + 1}/${tag}`, topic: `bt/B${unit + 1}/${tag}`, tag })),
).flat();
const points = 1500;

const valueAt = (tag, n) => (centre[tag] ?? 30) * (1 + 0.02 * Math.sin(n / 90)) + ((n * 7919) % 100) / 1000;
const message = ({ tag }, t, n) => JSON.stringify({ t, v: valueAt(tag, n), q: 0, seq: n });

/** 1,500 readings of each of the 48 channels before now. */
async function prefill(client, hz) {
  const begun = Date.now();
  const under = { way: 0 };
  for (let n = 0; n < points; n += 1) {
    const t = Math.round(begun - ((points - n) * 1000) / hz);
    for (const channel of channels) {
      under.way += 1;
      client.publish(channel.topic, message(channel, t, n), { qos: 1 }, () => (under.way -= 1));
    }
    while (under.way > 1500) await pause(2);
  }
  while (under.way > 0) await pause(5);
}

/** Goes on at the rate until it is stopped: every channel at the same moment, as a controller sends them. */
function publishOn(client, hz) {
  let n = points;
  const timer = setInterval(() => {
    n += 1;
    const t = Date.now();
    for (const channel of channels) client.publish(channel.topic, message(channel, t, n), { qos: 1 });
  }, 1000 / hz);
  return () => clearInterval(timer);
}

/** Six columns of four trends: 24 panels of the channels each is given. */
export function layoutOf(channelsOf) {
  const panels = Array.from({ length: 24 }, (_, n) => ({
    id: `p${n + 1}`,
    title: null,
    settings: { kind: 'trend', channels: channelsOf(n), scale: 'own', limits: true, phases: true, notes: true, compare: null }, // prettier-ignore
  }));
  const tabs = ({ id }) => ({ kind: 'tabs', share: 1, panels: [id], front: id });
  const column = (nth) => ({
    kind: 'column',
    share: 1,
    places: panels.slice(4 * nth, 4 * nth + 4).map(tabs),
  });
  const root = { kind: 'row', share: 1, places: [0, 1, 2, 3, 4, 5].map(column) };
  return { format: 'bioprocess-twin-workspace', version: 1, name: 'Bench', panels, root };
}

/** Counts drawings of plots, frames that took more than 50 ms, and long tasks; runs in the page. */
export function watchPage(drawn) {
  const kept = JSON.stringify({ layout: drawn, saved: drawn, kept: null });
  localStorage.setItem('bt-workspace:', kept);
  sessionStorage.setItem('bt-workspace-tree', 'off');
  const counts = { draws: 0, drawMs: 0, slowFrames: 0, longTasks: 0, longest: 0 };
  window.benchCounts = counts;
  const clearRect = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'clearRect').value;
  CanvasRenderingContext2D.prototype.clearRect = function counted(...given) {
    if (this.canvas.parentElement?.className === 'bt-trend-box') counts.draws += 1;
    return clearRect.apply(this, given);
  };
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (run) =>
    nextFrame((t) => {
      const [begun, before] = [performance.now(), counts.draws];
      run(t);
      if (counts.draws > before) counts.drawMs += performance.now() - begun;
    });
  let last = 0;
  const frame = (t) => {
    if (last > 0 && t - last > 50) counts.slowFrames += 1;
    last = t;
    nextFrame(frame);
  };
  nextFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      counts.longTasks += 1;
      counts.longest = Math.max(counts.longest, duration);
    }
  }).observe({ entryTypes: ['longtask'] });
}

async function measured(page, session, seconds) {
  const look = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const ms = (wanted) => 1000 * metrics.find(({ name }) => name === wanted).value;
    const counts = await page.evaluate(() => ({ ...window.benchCounts }));
    return { ...counts, threadMs: ms('ThreadTime'), scriptMs: ms('ScriptDuration'), layoutMs: ms('LayoutDuration') + ms('RecalcStyleDuration') }; // prettier-ignore
  };
  const before = await look();
  await pause(seconds * 1000);
  const after = await look();
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
}

/** From the gesture to the picture of the last of all panels. */
async function zoomTimes(page, times) {
  return page.evaluate(async (count) => {
    const box = document.querySelector('.bt-trend-box');
    const counts = window.benchCounts;
    const found = [];
    for (let n = 0; n < count; n += 1) {
      const begun = performance.now();
      const drawn = counts.draws;
      box.focus();
      box.dispatchEvent(new KeyboardEvent('keydown', { key: n % 2 === 0 ? '+' : '-', bubbles: true }));
      while (counts.draws < drawn + 24) await new Promise((go) => requestAnimationFrame(go));
      found.push(performance.now() - begun);
      await new Promise((go) => setTimeout(go, 400));
    }
    return found;
  }, times);
}

/** 24 panels of two lines and 1,500 points each, at 1 Hz and at 10 Hz. */
export async function workspace() {
  const rows = [];
  for (const hz of [1, 10]) {
    const broker = await startBroker();
    const station = await startHeadless(['--no-demo', '--broker', broker]);
    const client = await connectAsync(broker);
    await prefill(client, hz);
    await untilTrue(async () => (await station.ask('/station/health')).pendingSamples === 0, 60_000, 'The history was not recorded'); // prettier-ignore
    const stop = publishOn(client, hz);
    const page = await openBrowser({ width: 1920, height: 1080 });
    const drawn = JSON.stringify(layoutOf((n) => [channels[2 * n].id, channels[2 * n + 1].id]));
    await page.addInitScript(watchPage, drawn);
    // A window that holds the 1,500 points: 25 min at 1 Hz, two and a half at 10 Hz.
    await page.goto(station.page(`/workspace?range=${hz === 1 ? '1h' : '10min'}`));
    await page.waitForFunction(() => document.querySelectorAll('.bt-trend-box canvas').length === 24, undefined, { timeout: 60_000 }); // prettier-ignore
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await pause(15_000);
    const seconds = 30;
    const { threadMs, scriptMs, layoutMs, draws, drawMs, slowFrames, longTasks } = await measured(page, session, seconds); // prettier-ignore
    const named = (what) => `Workspace of 24 panels, ${hz} Hz: ${what}`;
    rows.push(
      row(named('drawing all panels once, main thread'), (24 * drawMs) / Math.max(1, draws), 'ms', 40),
    );
    rows.push(row(named('main thread'), threadMs / seconds / 10, '%', hz === 1 ? 8 : undefined));
    rows.push(row(named('of it script'), scriptMs / seconds / 10, '%'));
    rows.push(row(named('of it style and layout'), layoutMs / seconds / 10, '%'));
    rows.push(row(named('drawings of one panel'), draws / 24 / seconds, '1/s'));
    rows.push(row(named(`frames over 50 ms in ${seconds} s`), slowFrames, '', 1));
    rows.push(row(named(`tasks over 50 ms in ${seconds} s`), longTasks, '', 1));
    const zooms = await zoomTimes(page, 20);
    rows.push(row(named('zoom, gesture to the last panel p95'), percentile(zooms, 95), 'ms', 100)); // prettier-ignore
    stop();
    await client.endAsync();
    await endAll();
  }
  return rows;
}

export function row(name, value, unit, goal) {
  return { name, value: Number(value.toPrecision(3)), unit, ...(goal === undefined ? {} : { goal }) };
}
