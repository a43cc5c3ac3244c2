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

const answering = new WeakSet<Page>();

/** The demo asks why settings are edited: a spec that is about something else says that it is a test, and goes on. */
async function answerChangeControl(page: Page): Promise<void> {
  if (answering.has(page)) return;
  answering.add(page);
  const form = page.getByRole('form', { name: 'Change control', exact: true });
  await page.addLocatorHandler(form, async () => {
    await form.getByLabel('Reason').fill('Tried by a test');
    await form.getByRole('button', { name: 'Go on' }).click();
  });
}

/** Specs are about something else than reasons for edits: the administrator takes them off the demo first. */
async function withoutChangeControl(page: Page): Promise<void> {
  await signInAs(page, 'administrator');
  const before = await page.evaluate(() => location.hash);
  await page.evaluate(() => (location.hash = '#/system'));
  const panel = page.getByRole('region', { name: 'Change control' });
  await panel.getByRole('button', { name: 'Set…' }).click();
  await page.getByRole('combobox', { name: 'Edits of settings' }).click();
  await page.getByRole('option', { name: /^Off/ }).click();
  await panel.getByLabel('Reason').fill('Specs of other things');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(panel).toContainText('Off: settings change without a reason');
  await page.evaluate((hash) => (location.hash = hash), before);
}

/** The same over REST, where the station has it. */
async function withoutChangeControlOver(url: string): Promise<void> {
  const { origin, searchParams } = new URL(url);
  const cookie = `bt_token=${searchParams.get('token') ?? ''}`;
  const ask = async (path: string, input: object, session?: string): Promise<{ key?: string }> => {
    const headers = {
      cookie,
      'content-type': 'application/json',
      ...(session ? { 'x-session': session } : {}),
    };
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { key?: string };
  };
  const who = { userId: 'demo-administrator', password: 'demo plant only administrator' };
  const { key } = await ask('/people/sign-in', who);
  const reason = 'Specs of other things';
  await ask('/change-control/declare', { verb: 'changeControl.save', changeId: null, reason }, key);
  await ask('/change-control', { mode: 'off', reason }, key);
  await ask('/people/sign-out', {}, key);
}

/** Signs in through the window as somebody of the demo, whoever was signed in before. */
export async function signInAs(page: Page, role: DemoRole): Promise<void> {
  await answerChangeControl(page);
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
      const anybody = page.getByRole('button', { name: /: account$/ });
      await expect(anybody.or(signIn).first()).toBeVisible();
      if (!(await engineer.isVisible())) await signInAs(page, 'engineer');
      await use(undefined);
    },
    { auto: true },
  ],
  host: ['browser', { option: true, scope: 'worker' }],
  app: [
    async ({ host }, use) => {
      const app = host === 'desktop' ? await openDesktop() : await openBrowser();
      if (app.station) await withoutChangeControlOver(app.station.url);
      else await withoutChangeControl(app.page);
      await signInAs(app.page, 'engineer');
      await use(app);
      await app.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

export { expect } from '@playwright/test';
