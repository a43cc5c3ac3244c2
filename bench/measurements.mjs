import { spawn } from 'node:child_process';
import { alarms } from './alarms.mjs';
import { compare } from './compare.mjs';
import { depletion } from './depletion.mjs';
import { drivers } from './drivers.mjs';
import { features } from './features.mjs';
import { historian } from './historian.mjs';
import { month } from './month.mjs';
import {
  endAll,
  noDesktop,
  openBrowser,
  openDesktop,
  pause,
  percentile,
  publish,
  startBroker,
  startHeadless,
  tempDir,
  treeMegabytes,
  untilTrue,
} from './stage.mjs';
import { training } from './training.mjs';
import { workspace } from './workspace.mjs';

const loads = [
  { rate: 50, units: 3 },
  { rate: 500, units: 10 },
  { rate: 5000, units: 10 },
];

const firstPainted = (page) =>
  page
    .waitForFunction(() => window.__bt?.firstPaintedAt ?? false, undefined, { timeout: 60_000, polling: 20 })
    .then((h) => h.jsonValue());

/** From the start of the process to the first live value painted, the demo plant's history already there. */
async function start() {
  const rows = [];
  const dataDir = tempDir('start');
  const warm = await startHeadless([], dataDir);
  await pause(20_000);
  await warm.stop();
  const page = await openBrowser();
  const times = [];
  for (let round = 0; round < 3; round += 1) {
    const begun = Date.now();
    const station = await startHeadless([], dataDir);
    await page.goto('about:blank');
    await page.goto(station.page('/'));
    times.push((await firstPainted(page)) - begun);
    await station.stop();
  }
  rows.push(row('Start to first live value, headless + open browser', percentile(times, 50), 's', 1500, 3));
  await endAll();
  if (noDesktop()) return [...rows, leftOut('Start to first live value, desktop', noDesktop())];
  const desktopDir = tempDir('start-desktop');
  await (await openDesktop([], desktopDir)).electron.close();
  const desktopTimes = [];
  for (let round = 0; round < 3; round += 1) {
    const begun = Date.now();
    const { electron, page: window } = await openDesktop([], desktopDir);
    desktopTimes.push((await firstPainted(window)) - begun);
    await electron.close();
  }
  return [...rows, row('Start to first live value, desktop', percentile(desktopTimes, 50), 's', 3000, 3)];
}

async function latencyOf(page, brokerUrl, { rate, units }) {
  const sending = publish(brokerUrl, { rate, seconds: 40, units });
  await page.waitForFunction(() => (window.__bt?.samples ?? 0) > 0, undefined, { timeout: 20_000 });
  await pause(5000);
  const from = await page.evaluate(() => window.__bt.sourceToPaintValues().length);
  await pause(30_000);
  const values = (await page.evaluate(() => window.__bt.sourceToPaintValues())).slice(Math.min(from, 16_000));
  await sending;
  return values;
}

/** Publisher's time stamp to the frame that shows the value, unit page open. */
async function latency() {
  const rows = [];
  for (const load of loads) {
    const broker = await startBroker();
    const station = await startHeadless(['--no-demo', '--broker', broker]);
    await publish(broker, { rate: 50, seconds: 3, units: load.units });
    const page = await openBrowser();
    await page.goto(station.page('/unit/B1'));
    const values = await latencyOf(page, broker, load);
    rows.push(row(`Publish to painted p50, browser, ${load.rate}/s`, percentile(values, 50), 'ms'));
    rows.push(row(`Publish to painted p99, browser, ${load.rate}/s`, percentile(values, 99), 'ms', 100));
    await endAll();
  }
  if (noDesktop()) return [...rows, leftOut('Publish to painted, desktop', noDesktop())];
  for (const load of loads) {
    const broker = await startBroker();
    const { page } = await openDesktop(['--no-demo', '--broker', broker]);
    await publish(broker, { rate: 50, seconds: 3, units: load.units });
    await page.evaluate(() => (location.hash = '#/unit/B1'));
    const values = await latencyOf(page, broker, load);
    rows.push(row(`Publish to painted p50, desktop, ${load.rate}/s`, percentile(values, 50), 'ms'));
    rows.push(row(`Publish to painted p99, desktop, ${load.rate}/s`, percentile(values, 99), 'ms', 100));
    await endAll();
  }
  return rows;
}

/** As fast as Mosquitto hands over: 200,000 readings, one message each, until all are on disk. */
async function ingest() {
  const rows = [];
  for (const qos of [1, 0]) {
    const broker = await startBroker();
    const station = await startHeadless(['--no-demo', '--broker', broker]);
    const begun = Date.now();
    const { sent } = await publish(broker, { rate: 0, seconds: 200, units: 10, qos });
    let stored = 0;
    await untilTrue(
      async () => {
        const [connection] = await station.ask('/connection/list');
        const { pendingSamples } = await station.ask('/station/health');
        const done = connection.status.readings >= sent && pendingSamples === 0;
        const still = connection.status.readings === stored && pendingSamples === 0 && qos === 0;
        stored = connection.status.readings;
        if (!done) await pause(300);
        return done || (still && stored > 0);
      },
      120_000,
      'The readings did not all arrive in two minutes',
    );
    const rate = (stored / (Date.now() - begun)) * 1000;
    const share = stored === sent ? '' : ` (${stored} of ${sent} arrived)`;
    rows.push(row(`Durable readings through MQTT QoS ${qos}${share}`, rate, '1/s'));
    await endAll();
  }
  return rows;
}

/** CPU time of the page's main thread; its wall-clock task time also holds waiting for a busy processor. */
async function threadShare(page, seconds) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const threadSeconds = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime').value;
  const before = await threadSeconds();
  await pause(seconds * 1000);
  return (((await threadSeconds()) - before) / seconds) * 100;
}

/** Main thread of the page, percent of one core, unit page of the demo at 1 Hz. */
async function unitPage() {
  const rows = [];
  const station = await startHeadless([]);
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ]) {
    const page = await openBrowser({ width, height });
    await page.goto(station.page('/unit/R1'));
    await pause(30_000);
    rows.push(row(`Unit page main thread at 1 Hz, ${width}x${height}`, await threadShare(page, 30), '%', 5));
  }
  await endAll();
  return rows;
}

/** Two simulated reactors at 120 times real time for five minutes. */
async function memory() {
  const rows = [];
  const broker = await startBroker();
  const desktop = noDesktop() ? undefined : await openDesktop(['--no-demo', '--broker', broker]);
  const station = desktop ? undefined : await startHeadless(['--no-demo', '--broker', broker]);
  const simulator = spawn(
    process.execPath,
    [
      'out/main/simulate.js',
      '--broker',
      broker,
      '--dialect',
      'bt',
      '--speed',
      '120',
      '--units',
      '2',
      '--duration-s',
      '300',
    ],
    { stdio: 'ignore' },
  );
  await pause(20_000);
  if (desktop) await desktop.page.evaluate(() => (location.hash = '#/unit/R1'));
  await new Promise((resolve) => simulator.once('exit', resolve));
  await pause(5000);
  const pid = desktop ? desktop.electron.process().pid : station.pid;
  const what = desktop
    ? 'Memory of all processes, desktop, unit page open'
    : 'Memory of the station, headless';
  rows.push(row(`${what}, after 10 simulated hours`, treeMegabytes(pid), 'MB', 600));
  await endAll();
  return rows;
}

function row(name, value, unit, goal, runs) {
  const shown = unit === 's' ? value / 1000 : value;
  return {
    name,
    value: Number(shown.toPrecision(3)),
    unit,
    ...(goal === undefined ? {} : { goal: unit === 's' ? goal / 1000 : goal }),
    ...(runs === undefined ? {} : { runs, statistic: 'median' }),
  };
}

function leftOut(name, why) {
  return { name, leftOut: why };
}

export const measurements = {
  start,
  latency,
  ingest,
  'unit-page': unitPage,
  workspace,
  month,
  alarms,
  memory,
  compare,
  depletion,
  historian,
  features,
  drivers,
  training,
};
