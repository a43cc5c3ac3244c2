import { existsSync } from 'node:fs';
import { chromium, expect, type Page, test } from '@playwright/test';
import { makeDataDir, removeDataDir, startHeadless } from '../screens/headless-station';
import { tooSmall } from '../screens/too-small';

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** A tablet in gloves' reach: coarse pointer, 1024 by 768. */
async function openTablet(url: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const browser = await chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({
    viewport: { width: 1024, height: 768 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  return { page, close: () => browser.close() };
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).tap();
  await page.getByRole('button', { name: /^Sign in as Dana Demo/ }).tap();
  await expect(page.getByRole('banner')).toContainText('Dana Demo');
}

async function fillSample(page: Page, no: string): Promise<void> {
  const form = page.getByRole('form', { name: /^Sample/ });
  await form.locator('[name="sampleNo"]').fill(no);
  await form.locator('[name="drawMl"]').fill('12,5');
  await form.locator('[name="contaminants"]').selectOption('none');
}

test('a tablet goes on without its station: entries wait on it, outlive a reload and arrive once', async () => {
  test.setTimeout(180_000);
  const first = await startHeadless();
  const { page, close } = await openTablet(first.url);
  let station = first;
  try {
    await signIn(page);
    await page.evaluate(() => (location.hash = '#/records'));
    await page
      .getByRole('link', { name: /Simulated/ })
      .first()
      .tap();
    await page.getByRole('button', { name: 'New sample' }).tap();
    const form = page.getByRole('form', { name: /^Sample/ });
    await expect(form).toBeVisible();
    expect(await tooSmall(form)).toEqual([]);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));

    await first.stop('SIGKILL');
    await expect(page.getByText(/No connection to the station since/)).toBeVisible();
    await fillSample(page, '901');
    await form.getByRole('button', { name: 'Save record' }).tap();
    await expect(form).toBeHidden();
    await expect(page.getByTestId('waiting-mark')).toHaveText('1 waiting');
    await page.getByRole('button', { name: 'New sample' }).tap();
    await fillSample(page, '902');
    await form.getByRole('button', { name: 'Save record' }).tap();
    await expect(form).toBeHidden();
    const waiting = page.getByRole('list', { name: 'Waiting on this device' });
    await expect(waiting.getByRole('listitem')).toHaveCount(2);
    await expect(waiting).toContainText('Waiting: the station is away');

    // The page opens again without its station, says how old everything is, and takes another entry.
    await page.reload();
    await expect(page.getByText(/What you see was kept on this device/)).toBeVisible();
    await expect(page.getByText('this page may be reloaded without the station')).toBeVisible();
    await expect(page.getByRole('banner')).toContainText('Dana Demo');
    await expect(waiting.getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'New sample' }).tap();
    await fillSample(page, '903');
    await form.getByRole('button', { name: 'Save record' }).tap();
    await expect(form).toBeHidden();
    await expect(waiting.getByRole('listitem')).toHaveCount(3);

    station = await startHeadless([], first.dataDir, Number(new URL(first.origin).port));
    await page.goto(station.url.replace('/?', `/?again=1&`) + new URL(page.url()).hash);
    await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
    const signedOut = page.getByRole('banner').getByRole('button', { name: 'Sign in' });
    await expect(signedOut.or(page.getByRole('banner').getByText('Dana Demo'))).toBeVisible();
    if (await signedOut.isVisible()) await signIn(page);
    await expect(page.getByTestId('waiting-mark')).toHaveCount(0);
    const rows = page
      .getByRole('table', { name: 'Records' })
      .locator('tbody[data-kind="sample"] tr[data-record]');
    await expect(rows).toHaveCount(3);
    await expect(rows.filter({ hasText: '901' })).toHaveCount(1);
    await expect(rows.filter({ hasText: '903' })).toHaveCount(1);
    await expect(rows.filter({ hasText: '902' })).toHaveCount(1);
  } finally {
    await close();
    await station.stop();
    await removeDataDir(first.dataDir);
  }
});

test('what is typed outlives the station and the page', async () => {
  test.setTimeout(120_000);
  const dataDir = await makeDataDir();
  const first = await startHeadless([], dataDir);
  const { page, close } = await openTablet(first.url);
  let station = first;
  try {
    await signIn(page);
    await page.evaluate(() => (location.hash = '#/records'));
    await page
      .getByRole('link', { name: /Simulated/ })
      .first()
      .tap();
    await page.getByRole('button', { name: 'New sample' }).tap();
    await fillSample(page, '77');
    await expect(page.getByText('Draft kept by the station')).toBeVisible();
    await first.stop('SIGKILL');
    station = await startHeadless([], dataDir, Number(new URL(first.origin).port));
    // Another device of the same person: nothing of this page's own memory helps.
    await page.evaluate(() => localStorage.clear());
    await page.goto(station.url.replace('/?', `/?again=1&`) + new URL(page.url()).hash);
    const signedOut = page.getByRole('banner').getByRole('button', { name: 'Sign in' });
    await expect(signedOut.or(page.getByRole('banner').getByText('Dana Demo'))).toBeVisible();
    if (await signedOut.isVisible()) await signIn(page);
    await page.getByRole('button', { name: 'New sample' }).tap();
    const form = page.getByRole('form', { name: /^Sample/ });
    await expect(form.locator('[name="sampleNo"]')).toHaveValue('77');
    await expect(form.locator('[name="drawMl"]')).toHaveValue('12,5');
  } finally {
    await close();
    await station.stop();
    await removeDataDir(dataDir);
  }
});
