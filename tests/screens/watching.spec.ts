import { expect, test } from './app-under-test';

test.describe('watching the demo plant', () => {
  test.beforeEach(async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/'));
  });

  test('overview shows both reactors, marked as simulated, with living values', async ({ app: { page } }) => {
    for (const id of ['R1', 'R2']) {
      const card = page.getByTestId(`unit-card-${id}`);
      await expect(card).toContainText('SIMULATED', { ignoreCase: true });
      await expect(card).toContainText(/OD600 predicted\s*\d/);
    }
    await expect(page.getByTestId('unit-card-R1')).toContainText(/1[23]\.\d h/);
    await expect(page.getByTestId('unit-card-R2')).toContainText(/40\.\d h/);
    await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
    await expect(page.getByRole('banner')).toContainText('SIMULATED', { ignoreCase: true });
  });

  test('a click and a key each open a unit', async ({ app: { page } }) => {
    await page.getByTestId('unit-card-R2').click();
    await expect(page).toHaveURL(/#\/unit\/R2$/);
    await page.evaluate(() => (location.hash = '#/'));
    await page.getByTestId('unit-card-R1').getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/unit\/R1$/);
  });

  test('the unit page draws eight panels of history and lives', async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/unit/R2'));
    const pictures = page.getByTestId('unit-panels').locator('canvas');
    await expect.poll(() => pictures.count()).toBeGreaterThanOrEqual(8);
    await expect(page.getByTestId('phase')).toContainText('Methanol');
    await expect(page.getByTestId('batch-age')).toContainText(/40\.\d h/);
    await expect(page.getByTestId('latency')).toContainText(/\d+ \/ \d+ ms/);
    const dissolvedOxygen = page.locator('[data-tag="DO"]');
    const before = await dissolvedOxygen.textContent();
    await expect.poll(() => dissolvedOxygen.textContent()).not.toBe(before);
    // No finer than its interval: an OD of some hundreds is told in whole numbers at best.
    await expect(page.locator('[data-tag="OD_pred"]')).toContainText(/\d{3}(?!\.)/);
  });

  test('history from before the start is there, in every panel', async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/unit/R2'));
    await page.getByText('Batch', { exact: true }).last().click();
    await expect(page.getByTestId('unit-panels')).toContainText(/10 min|30 s/);
    // A panel without data has words instead of a picture.
    await expect(page.getByTestId('unit-panels')).not.toContainText(/no data/i);
  });

  test('goes everywhere by keyboard', async ({ app: { page } }) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search commands' }).fill('Reactor 1');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/unit\/R1$/);
  });
});
