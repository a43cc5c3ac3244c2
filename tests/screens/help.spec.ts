import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './app-under-test';

test('F1 opens the page of the handbook that belongs to the screen, and the handbook finds by words', async ({
  app: { page },
}) => {
  await page.evaluate(() => (location.hash = '#/alarms'));
  await expect(page.getByRole('heading', { level: 1, name: 'Alarms' })).toBeVisible();
  await page.keyboard.press('F1');
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.locator('[data-page=alarms]')).toContainText('something that needs a person in time');
  await help.getByRole('link', { name: 'Open the handbook at this page' }).click();
  await expect(page).toHaveURL(/#\/handbook\/alarms$/);
  await page.getByRole('textbox', { name: 'Search the handbook' }).fill('blocklist nowhere');
  await expect(page.getByText('No page has all of these words.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search the handbook' }).fill('anchors ledger');
  await page.getByRole('link', { name: 'Audit trail' }).click();
  await expect(page.locator('[data-page=audit]')).toContainText('Verify now');
});

test('the tour leads through the plant, marks what it speaks of, and is not offered twice', async ({
  app: { page },
}) => {
  await page.evaluate(() => localStorage.removeItem('bt-tour'));
  await page.evaluate(() => (location.hash = '#/'));
  await page.reload();
  await page.getByRole('button', { name: 'Take the tour' }).click();
  const tour = page.getByRole('complementary', { name: 'Tour' });
  await expect(tour).toContainText('Every reactor at a glance');
  await expect(page.locator('.bt-cards[data-tour]')).toBeVisible();
  await tour.getByRole('button', { name: 'Next' }).press('Enter');
  await expect(page).toHaveURL(/#\/unit\//);
  await expect(page.locator('[data-tour] canvas').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
  await page.evaluate(() => (location.hash = '#/'));
  await expect(page.getByTestId('unit-card-R1')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take the tour' })).toBeHidden();
});

test('the shift report has both reactors with values at start and end, and goes on paper alone', async ({
  app: { page },
}) => {
  await page.evaluate(() => (location.hash = '#/shift'));
  const values = page.getByRole('table', { name: 'Values of Reactor 1' });
  await expect(values.getByRole('row', { name: /Dissolved oxygen/ })).toContainText(/\d+\.\d/);
  await expect(page.getByRole('table', { name: 'Values of Reactor 2' })).toBeVisible();
  await page.getByRole('textbox', { name: 'To the next shift' }).fill('Base bottle of Reactor 1 is low');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
  await expect(page.getByRole('button', { name: /^Print/ })).toBeHidden();
  await page.emulateMedia({ media: null });
});

for (const path of ['#/handbook/alarms', '#/shift'])
  for (const scheme of ['light', 'dark'] as const)
    test(`${path} has no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate((hash) => (location.hash = hash), path);
      await expect(page.getByRole('article').first()).toBeVisible();
      const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('.mantine-Notification-root');
      const { violations } = await axe.analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
      await page.emulateMedia({ colorScheme: null });
    });
