import { existsSync } from 'node:fs';
import { _electron, chromium, expect, test as base, type Page } from '@playwright/test';
import { catalogueFor } from '../../src/shared/model/channel-catalogue';
import { unitIdSchema } from '../../src/shared/model/identity';
import { niceAxes } from '../../src/renderer/ui/chart/nice-axis';
import { masterKey } from '../../src/workers/host/master-key';
import { openStore, type Store } from '../../src/workers/station/record/open-store';
import type { RecordedSample } from '../../src/workers/station/record/recorded-sample';
import { recordThreads } from '../../src/workers/station/record/testing/record-threads';
import type { HostOption } from './app-under-test';
import { makeDataDir, removeDataDir, startHeadless } from './headless-station';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const unit = unitIdSchema.parse('R1');
const monthEnd = Math.floor((Date.now() - 2 * hour) / second) * second;
const monthStart = monthEnd - 30 * day;
/** No multiple of a cell, a minute or an hour. */
const spikeAt = monthStart + 13 * day + 7 * hour + 23 * minute + 41 * second;
const quiet = 40;
const spike = 180;
/** A record of five minutes with nothing for days on either side. */
const burst = { from: monthStart + 9 * day + 137 * second, samples: 300, quiet: 7, spike: 4 };
const burstSpikeAt = burst.from + 171 * second;

/** Places of the canvas that are no plot, px: as the chart draws them. */
const inset = { left: 46, right: 46, top: 16, bottom: 19 };

async function fill({ historian, plant }: Store): Promise<void> {
  plant.saveUnit({ id: unit, name: 'R1', scale: '15L', startVolumeL: 6, simulated: true });
  const wanted = catalogueFor('15L').filter(({ tag }) => tag === 'DO' || tag === 'pH');
  const channels = plant.ensureChannels(unit, wanted);
  const seriesOf = (tag: string): number => channels.find((one) => one.tag === tag)?.series ?? 0;
  const sample = (series: number, t: number, value: number): RecordedSample => ({
    series,
    t,
    value,
    quality: 0,
    seenAt: t + 40,
  });
  const [oxygen, acidity] = [seriesOf('DO'), seriesOf('pH')];
  const at = (t: number): number => (t === spikeAt ? spike : quiet + (((t / second) * 7) % 5) / 10);
  for (let from = monthStart; from < monthEnd; from += day)
    await historian.append(
      Array.from({ length: day / second }, (_, i) => from + i * second).map((t) => sample(oxygen, t, at(t))),
    );
  await historian.append(
    Array.from({ length: burst.samples }, (_, i) => burst.from + i * second).map((t) =>
      sample(acidity, t, t === burstSpikeAt ? burst.spike : burst.quiet),
    ),
  );
  await historian.settle();
}

/** A data folder with the month in it. */
async function prepare(): Promise<string> {
  const dir = await makeDataDir();
  const compiled = await recordThreads();
  const store = await openStore({
    dir,
    masterKeyHex: masterKey(dir, undefined).keyHex,
    threads: compiled.threads,
    log: () => undefined,
    onState: () => undefined,
    clock: () => Date.now(),
  });
  await fill(store);
  await store.close();
  compiled.remove();
  return dir;
}

async function openDesktop(dir: string): Promise<{ page: Page; close(): Promise<void> }> {
  const root = process.getuid?.() === 0;
  const args = ['.', '--data', dir, '--no-demo', ...(root ? ['--no-sandbox'] : [])];
  const electron = await _electron.launch({ args });
  return { page: await electron.firstWindow(), close: () => electron.close() };
}

async function openBrowser(dir: string): Promise<{ page: Page; close(): Promise<void> }> {
  const station = await startHeadless(['--no-demo'], dir);
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    existsSync,
  );
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(station.url);
  const close = async (): Promise<void> => {
    await browser.close();
    await station.stop();
  };
  return { page, close };
}

const test = base.extend<object, HostOption & { month: Page }>({
  host: ['browser', { option: true, scope: 'worker' }],
  month: [
    async ({ host }, use) => {
      const dir = await prepare();
      const app = await (host === 'desktop' ? openDesktop(dir) : openBrowser(dir));
      await use(app.page);
      await app.close();
      await removeDataDir(dir);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** What is to be seen of a trace in its plot. */
interface Seen {
  readonly width: number;
  readonly height: number;
  /** Every column from top to bottom: `#` where the trace's colour covers a pixel. */
  readonly columns: readonly string[];
}

/** Reads the canvas of a panel back. */
function look(page: Page, title: string, colour: string): Promise<Seen> {
  return page.evaluate(
    ({ label, variable, margin }) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`section[aria-label="${label}"] canvas`);
      const ratio = window.devicePixelRatio;
      const context = canvas?.getContext('2d');
      if (!canvas || !context) throw new Error('There is no such trend');
      const probe = document.createElement('canvas').getContext('2d');
      if (!probe) throw new Error('No canvas');
      const style = getComputedStyle(document.documentElement);
      const rgb = (name: string): number[] => {
        probe.fillStyle = style.getPropertyValue(name).trim();
        probe.fillRect(0, 0, 1, 1);
        return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const ink = rgb(variable);
      const width = Math.floor(canvas.width / ratio) - margin.left - margin.right;
      const height = Math.floor(canvas.height / ratio) - margin.top - margin.bottom;
      const ground = rgb('--bt-raised');
      const apart = ink.map((part, i) => part - (ground[i] ?? 0));
      const norm = apart.reduce((sum, part) => sum + part * part, 0);
      const all = context.getImageData(0, 0, canvas.width, canvas.height).data;
      /** Share of the ink in a pixel; 0 where another colour is in it, such as that of a grid line. */
      const share = (x: number, y: number): number => {
        const at =
          4 * (Math.round((y + margin.top) * ratio) * canvas.width + Math.round((x + margin.left) * ratio));
        const alpha = (all[at + 3] ?? 0) / 255;
        const off = ground.map((part, i) => ((all[at + i] ?? 0) - part) * alpha);
        const part = off.reduce((sum, one, i) => sum + one * (apart[i] ?? 0), 0) / norm;
        const rest = Math.hypot(...off.map((one, i) => one - part * (apart[i] ?? 0)));
        return rest > 24 ? 0 : part;
      };
      const columns = Array.from({ length: width }, (_, x) =>
        Array.from({ length: height }, (__, y) => (share(x, y) < 0.4 ? ' ' : '#')).join(''),
      );
      return { width, height, columns };
    },
    { label: `${title} trend`, variable: colour, margin: inset },
  );
}

interface Wanted {
  readonly title: string;
  readonly colour: string;
  readonly spike: number;
  readonly quiet: number;
  readonly rule: { readonly minSpan: number; readonly include?: number };
}

const oxygenTrend: Wanted = {
  title: 'Dissolved oxygen',
  colour: '--bt-series-1',
  spike,
  quiet,
  rule: { minSpan: 20, include: 0 },
};
const acidityTrend: Wanted = {
  title: 'pH and base',
  colour: '--bt-series-4',
  spike: burst.spike,
  quiet: burst.quiet,
  rule: { minSpan: 0.4 },
};

/** Says what is wrong with the picture of a spike at `share` of the window; empty where it is as it should be. */
function faultOf({ width, height, columns }: Seen, wanted: Wanted, share: number, samplePx: number): string {
  const at = share * width;
  const up = wanted.spike > wanted.quiet;
  const [low, high] = up ? [wanted.quiet, wanted.spike] : [wanted.spike, wanted.quiet];
  const { left } = niceAxes({ low, high, rule: wanted.rule }, null, height >= 64 ? [4, 5] : [2, 3], null);
  const y = (value: number): number => height * (1 - (value - left.min) / (left.max - left.min));
  const within = (px: number): readonly string[] =>
    columns.slice(Math.max(0, Math.floor(at) - px), Math.floor(at) + px + 1);
  const tipOf = (column: string): number => (up ? column.indexOf('#') : column.lastIndexOf('#'));
  const tips = within(2)
    .map(tipOf)
    .filter((row) => row >= 0);
  const tip = up ? Math.min(...tips) : Math.max(...tips);
  if (!(Math.abs(tip - y(wanted.spike)) <= 2))
    return `reaches row ${tip} instead of ${y(wanted.spike).toFixed(1)} at ${at.toFixed(1)} of ${width} px`;
  const [top, bottom] = [Math.ceil(y(high)) + 2, Math.floor(y(low)) - 2];
  const near = within(Math.ceil(samplePx) + 2);
  const bare = Array.from({ length: bottom - top }, (_, i) => top + i).filter(
    (row) => !near.some((column) => column[row] === '#'),
  );
  // A grid line may lie under a row or two.
  if (bare.length > 6) return `${bare.length} of ${bottom - top} rows are bare at ${at.toFixed(1)} px`;
  const half = (y(wanted.spike) + y(wanted.quiet)) / 2;
  const far = columns.findIndex((column, x) => {
    const row = tipOf(column);
    return row >= 0 && Math.abs(x - at) > samplePx + 4 && (up ? row < half - 2 : row > half + 2);
  });
  return far < 0 ? '' : `something as tall stands at ${far} px, the spike belongs to ${at.toFixed(1)} px`;
}

async function open(page: Page, from: number, to: number): Promise<void> {
  await page.evaluate(() => (location.hash = '#/'));
  await expect(page.getByTestId('unit-panels')).toHaveCount(0);
  await page.evaluate(
    (hash) => (location.hash = hash),
    `#/unit/R1?range=${Math.round(from)}-${Math.round(to)}`,
  );
  await expect(page.locator('.bt-trend-box canvas')).toHaveCount(2);
}

/** Waits until the picture is as wanted, and says what is wrong where it does not become so. */
async function expectSpike(
  page: Page,
  wanted: Wanted,
  { share, span, words }: { readonly share: number; readonly span: number; readonly words: string },
): Promise<void> {
  const fault = async (): Promise<string> => {
    const seen = await look(page, wanted.title, wanted.colour);
    return faultOf(seen, wanted, share, (seen.width * second) / span);
  };
  await expect.poll(fault, { message: words, timeout: 10_000, intervals: [50, 100, 200] }).toBe('');
}

const spans: readonly (readonly [string, number])[] = [
  ['1 min', minute],
  ['11 min', 11 * minute],
  ['1 h', hour],
  ['5 h', 5 * hour],
  ['17 h', 17 * hour],
  ['2 d', 2 * day],
  ['9 d', 9 * day],
  ['30 d', 30 * day],
];

test.describe('one sample far above a quiet month of one a second', () => {
  test.describe.configure({ mode: 'serial' });
  test.setTimeout(240_000);

  for (const size of [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ])
    test(`is drawn at every width of the window, ${size.width} px`, async ({ month: page }, info) => {
      await page.setViewportSize(size);
      for (const [words, span] of spans)
        for (const share of [0.5, 0.137, 0.891]) {
          const from = spikeAt - share * span;
          await open(page, from, from + span);
          const exact = (spikeAt - Math.round(from)) / span;
          await expectSpike(page, oxygenTrend, {
            share: exact,
            span,
            words: `${words}, at ${share} of the window`,
          });
          if (share === 0.5)
            await page.screenshot({ path: info.outputPath(`${words.replace(' ', '-')}.png`) });
        }
      await open(page, monthStart, monthEnd);
      const share = (spikeAt - monthStart) / (30 * day);
      await expectSpike(page, oxygenTrend, { share, span: 30 * day, words: 'the whole month' });
    });

  test('stays while the window is moved by odd amounts and zoomed out step by step', async ({
    month: page,
  }) => {
    await page.setViewportSize({ width: 1366, height: 768 });
    const box = page.getByRole('application', { name: 'Dissolved oxygen: time cursor' });
    for (const span of [13 * minute, 6 * hour, 21 * day]) {
      await open(page, spikeAt - span / 2, spikeAt + span / 2);
      await expectSpike(page, oxygenTrend, { share: 0.5, span, words: 'before it is moved' });
      const place = await box.boundingBox();
      if (!place) throw new Error('The trend has no place');
      const width = Math.floor(place.width) - inset.left - inset.right;
      const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
      let moved = 0;
      for (const by of [37, -113, 5, 61, -7, -89]) {
        await page.mouse.move(middle.x, middle.y);
        await page.mouse.down();
        await page.mouse.move(middle.x + by, middle.y, { steps: 3 });
        await page.mouse.up();
        moved += by;
        await expectSpike(page, oxygenTrend, {
          share: 0.5 + moved / width,
          span,
          words: `${span / minute} min moved by ${by} px`,
        });
      }
    }
    await open(page, spikeAt - 30_500, spikeAt + 30_500);
    await expectSpike(page, oxygenTrend, { share: 0.5, span: 61_000, words: 'before it is zoomed' });
    const place = await box.boundingBox();
    if (!place) throw new Error('The trend has no place');
    const width = Math.floor(place.width) - inset.left - inset.right;
    const x = place.x + inset.left + width / 2;
    await page.mouse.move(x, place.y + place.height / 2);
    for (let span = 61_000; span < 30 * day; span *= Math.exp(137 / 400)) {
      await page.mouse.wheel(0, 137);
      await expectSpike(page, oxygenTrend, {
        share: 0.5,
        span,
        words: `zoomed out from ${Math.round(span / second)} s`,
      });
    }
  });

  test('and one in a short record far from any other is drawn as well', async ({ month: page }) => {
    for (const span of [11 * minute, 3 * hour, 2 * day, 15 * day]) {
      const from = burstSpikeAt - 0.611 * span;
      await open(page, from, from + span);
      const exact = (burstSpikeAt - Math.round(from)) / span;
      await expectSpike(page, acidityTrend, { share: exact, span, words: `${span / minute} min` });
    }
  });
});
