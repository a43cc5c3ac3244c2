import { expect, test } from '../screens/app-under-test';

test('German is chosen by the keyboard, every screen speaks it, and English comes back', async ({
  app: { page },
}) => {
  const choose = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.locator('input.mantine-Spotlight-search').fill(words);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  };
  await page.evaluate(() => (location.hash = '#/alarms'));
  await choose('Deutsch');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alarme');
  await page.evaluate(() => (location.hash = '#/unit/R1'));
  await expect(page.locator('[data-tag="DO"] th')).toHaveAttribute('title', 'Gelöstsauerstoff (DO)');
  await page.evaluate(() => (location.hash = '#/records'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Protokolle');
  await choose('English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Records');
});
