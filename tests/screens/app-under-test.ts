import { existsSync } from 'node:fs';
import {
  _electron,
  chromium,
  expect,
  test as base,
  type Browser,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
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

/** The browser of the machine, with nobody else's profile. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...(chromiumPath ? { executablePath: chromiumPath } : {}), args: browserArgs });
}

async function openBrowser(): Promise<AppUnderTest & { close(): Promise<void> }> {
  const station = await startHeadless();
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(station.url);
  const close = async (): Promise<void> => {
    await browser.close();
    await station.stop();
    await removeDataDir(station.dataDir);
  };
  return { page, dataDir: station.dataDir, station, close };
}

/** People of the demo that a spec can be. */
export type DemoRole =
  'technician' | 'engineer' | 'scientist' | 'qa-reviewer' | 'qa-approver' | 'administrator';

/** Signs in through the window as somebody of the demo, whoever was signed in before. */
export async function signInAs(page: Page, role: DemoRole): Promise<void> {
  const account = page.getByRole('button', { name: /: account$/ });
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  await expect(account.or(signIn).first()).toBeVisible();
  if (await account.isVisible()) {
    await account.click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  }
  await signIn.first().click();
  await page
    .getByRole('button', { name: new RegExp(`^Sign in as .*${demoNames[role]} \\(demo\\)$`) })
    .click();
  await expect(account).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Sign in' })).toBeHidden();
}

const demoNames: Readonly<Record<DemoRole, string>> = {
  technician: 'Technician',
  engineer: 'Engineer',
  scientist: 'Scientist',
  'qa-reviewer': 'QA reviewer',
  'qa-approver': 'QA approver',
  administrator: 'Administrator',
};

/**
 * `app` is started once for all specs of a worker, with the engineer of the demo signed in; a spec that follows a
 * killed station (which ends every session) finds the engineer signed in again.
 */
export const test = base.extend<{ signedIn: undefined }, HostOption & { app: AppUnderTest }>({
  signedIn: [
    async ({ app: { page } }, use) => {
      const engineer = page.getByRole('button', { name: new RegExp(`, ${demoNames.engineer}: account$`) });
      const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
      await expect(engineer.or(signIn).first()).toBeVisible();
      if (!(await engineer.isVisible())) await signInAs(page, 'engineer');
      await use(undefined);
    },
    { auto: true },
  ],
  host: ['browser', { option: true, scope: 'worker' }],
  app: [
    async ({ host }, use) => {
      const app = host === 'desktop' ? await openDesktop() : await openBrowser();
      await signInAs(app.page, 'engineer');
      await use(app);
      await app.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

export { expect } from '@playwright/test';
