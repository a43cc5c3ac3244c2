import type { Page } from '@playwright/test';
import { expect, test } from '../screens/app-under-test';
import { removeDataDir, startHeadless } from '../screens/headless-station';

/** A page of a browser that has never been here. */
async function strangerOf(page: Page): Promise<Page> {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error('This spec wants a browser');
  return context.newPage();
}

test('without the token a browser is told how to get in', async ({ app: { page, station } }) => {
  const stranger = await strangerOf(page);
  const answer = await stranger.goto(station?.origin ?? '');
  expect(answer?.status()).toBe(401);
  await expect(stranger.getByText('This station asks for its token')).toBeVisible();
  await stranger.context().close();
});

test('the page to try the API calls a route', async ({ app: { page, station } }) => {
  const problems: string[] = [];
  const docs = await strangerOf(page);
  await docs.goto(station?.url ?? '');
  docs.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await docs.goto(`${station?.origin}/api-docs`);
  // The page draws what is in view: a route at its top.
  await docs.getByText('Who this station is').click();
  await docs.getByRole('button', { name: 'Try it out' }).click();
  await docs.getByRole('button', { name: 'Execute' }).click();
  await expect(docs.getByText('"contractVersion"').first()).toBeVisible();
  expect(problems).toEqual([]);
  await docs.context().close();
});

test('the screens find a station again that was killed and started anew', async ({ app }) => {
  const station = await startHeadless();
  const page = await strangerOf(app.page);
  await page.goto(`${station.url}#/unit/R1`);
  const link = page.getByTestId('link-state');
  await expect(link).toHaveAttribute('data-state', 'online');
  await station.stop('SIGKILL');
  await expect(link).not.toHaveAttribute('data-state', 'online');
  const again = await startHeadless([], station.dataDir, Number(new URL(station.origin).port));
  await expect(link).toHaveAttribute('data-state', 'online');
  const value = page.locator('[data-tag="Temp_Broth"]');
  const then = await value.textContent();
  await expect.poll(() => value.textContent()).not.toBe(then);
  await page.context().close();
  await again.stop();
  await removeDataDir(station.dataDir);
});
