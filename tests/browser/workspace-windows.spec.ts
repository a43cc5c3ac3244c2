import { expect, launchBrowser, test } from '../screens/app-under-test';
import { removeDataDir, startHeadless } from '../screens/headless-station';

test('two windows are linked in time and cursor, say so, and one can be taken out', async ({
  app: { page },
}) => {
  const keys = async (...pressed: string[]): Promise<void> => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  await page.evaluate(() => (location.hash = '#/workspace'));
  await page.getByRole('button', { name: /^Wall/ }).click();
  await expect(page.locator('.bt-trend canvas').first()).toBeVisible();
  const opened = page.waitForEvent('popup');
  await keys('w', 'v');
  const second = await opened;
  await expect(second.getByTestId('window-link')).toHaveText('Linked with 1');
  await expect(page.getByTestId('window-link')).toHaveText('Linked with 1');
  await keys('r', '1');
  await expect(second.getByRole('radio', { name: '10 min' })).toBeChecked();
  await page.locator('.bt-trend-box').first().focus();
  await keys('ArrowLeft');
  await expect(second.locator('.bt-trend-cursor').first()).toBeVisible();
  await second.getByTestId('window-link').click();
  await expect(page.getByTestId('window-link')).toHaveText('Linked');
  await keys('Escape');
  await keys('r', '2');
  await expect(page.getByRole('radio', { name: '1 h' })).toBeChecked();
  await expect(second.getByRole('radio', { name: '10 min' })).toBeChecked();
  await second.close();
});

test('the station restarts under an open workspace: the panels stay, and go on', async () => {
  const station = await startHeadless();
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(`${station.url}#/workspace`);
  await page.getByRole('button', { name: /^Wall/ }).click();
  await expect(page.locator('.bt-trend canvas').first()).toBeVisible();
  const panels = await page.getByRole('tab').count();
  await station.stop('SIGKILL');
  await expect(page.getByTestId('link-state')).not.toHaveAttribute('data-state', 'online');
  await expect(page.getByRole('tab')).toHaveCount(panels);
  const again = await startHeadless([], station.dataDir, Number(new URL(station.url).port));
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  await expect(page.getByRole('tab')).toHaveCount(panels);
  await expect(page.locator('.bt-trend-level').first()).not.toHaveText('');
  await browser.close();
  await again.stop();
  await removeDataDir(station.dataDir);
});
