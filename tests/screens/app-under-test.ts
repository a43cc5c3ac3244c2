import { existsSync } from 'node:fs';
import { _electron, chromium, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { makeDataDir, removeDataDir, startHeadless, type HeadlessStation } from './headless-station';

export interface HostOption {
  readonly host: 'desktop' | 'browser';
}

/** The product with its demo plant, running in one of its two hosts. */
export interface AppUnderTest {
  readonly page: Page;
  readonly dataDir: string;
  readonly electron?: ElectronApplication;
  readonly station?: HeadlessStation;
}

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

async function openDesktop(): Promise<AppUnderTest & { close(): Promise<void> }> {
  const dataDir = await makeDataDir();
  const root = process.getuid?.() === 0;
  const electron = await _electron.launch({
    args: ['.', '--data', dataDir, ...(root ? ['--no-sandbox'] : [])],
  });
  const page = await electron.firstWindow();
  const close = async (): Promise<void> => {
    await electron.close();
    await removeDataDir(dataDir);
  };
  return { page, dataDir, electron, close };
}

async function openBrowser(): Promise<AppUnderTest & { close(): Promise<void> }> {
  const station = await startHeadless();
  const browser = await chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: browserArgs,
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(station.url);
  const close = async (): Promise<void> => {
    await browser.close();
    await station.stop();
    await removeDataDir(station.dataDir);
  };
  return { page, dataDir: station.dataDir, station, close };
}

/** `app` is started once for all specs of a file's worker. */
export const test = base.extend<object, HostOption & { app: AppUnderTest }>({
  host: ['browser', { option: true, scope: 'worker' }],
  app: [
    async ({ host }, use) => {
      const app = host === 'desktop' ? await openDesktop() : await openBrowser();
      await use(app);
      await app.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

export { expect } from '@playwright/test';
