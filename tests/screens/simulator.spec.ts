import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './app-under-test';

/** The reactor the other specs say least about; everything done to it here is undone at the end. */
const unit = 'R2';

test.describe('the simulator', () => {
  test.beforeEach(async ({ app: { page } }) => {
    await page.evaluate((id) => (location.hash = `#/simulator/${id}`), unit);
    await expect(page.getByTestId('simulated-frame')).toContainText('SIMULATED PLANT');
  });

  test('a stirrer set point typed here is what the unit page then shows', async ({ app: { page } }) => {
    const stirrer = page.getByRole('textbox', { name: 'Stirrer, rpm' });
    await stirrer.fill('1300');
    await stirrer.press('Enter');
    await expect(page.getByText('From 0 to 1200 rpm')).toBeVisible();
    await stirrer.fill('777');
    await stirrer.press('Enter');
    await expect(page.locator('[data-name=stirrerRpm]')).toHaveAttribute('data-by-hand', 'true');
    await page.evaluate((id) => (location.hash = `#/unit/${id}`), unit);
    await expect(page.locator('[data-tag="Stir_SP"]')).toContainText('777');
    await page.evaluate((id) => (location.hash = `#/simulator/${id}`), unit);
    await page.getByRole('button', { name: 'Auto: Stirrer' }).click();
    await expect(page.locator('[data-name=stirrerRpm]')).toHaveAttribute('data-by-hand', 'false');
  });

  test('a DO offset is listed, seen by the probe, and can be removed', async ({ app: { page } }) => {
    const form = page.getByRole('form', { name: 'New fault' });
    await form.getByRole('textbox', { name: /^Size/ }).fill('100');
    await form.getByRole('button', { name: 'Add fault' }).click();
    const faults = page.getByRole('table', { name: 'Active and planned faults' });
    await expect(faults).toContainText(/Active.*wrong by a constant.*DO.*100 %/);
    await page.evaluate((id) => (location.hash = `#/unit/${id}`), unit);
    await expect(page.locator('[data-tag="DO"]')).toContainText(/1\d\d\.\d/);
    await page.evaluate((id) => (location.hash = `#/simulator/${id}`), unit);
    // The page has settled once its trends are drawn: a click into a page still moving can miss its button.
    await expect(page.getByTestId('simulator-trends').locator('canvas').first()).toBeVisible();
    await page.getByRole('button', { name: 'Remove offset DO' }).click();
    await expect(page.getByText('No fault is under way or planned.')).toBeVisible();
  });

  test('a script with an unknown fault and a past hour is refused with its lines', async ({
    app: { page },
  }) => {
    await page.getByRole('textbox', { name: /^One fault a line/ }).fill('90 foam\n90 gremlins\n1 antifoam');
    const lines = page.getByRole('list', { name: 'Lines that cannot be used' });
    await expect(lines.getByRole('listitem')).toHaveText([
      'Line 2 There is no fault called gremlins',
      /^Line 3 Begins at hour 1, but the batch is at hour/,
    ]);
    await page.getByRole('button', { name: 'Run script' }).click();
    await expect(
      page.getByRole('alert').filter({ hasText: 'Line 2: There is no fault called gremlins' }),
    ).toBeVisible();
    await expect(page.getByText('No fault is under way or planned.')).toBeVisible();
  });

  test('only simulated units can be chosen, and a batch is not ended without a question', async ({
    app: { page },
  }) => {
    await expect(page.getByRole('radiogroup', { name: 'Simulated unit' }).getByRole('radio')).toHaveCount(2);
    await page
      .getByRole('form', { name: 'New simulated batch' })
      .getByRole('button', { name: 'Start…' })
      .click();
    await expect(page.getByRole('dialog')).toContainText('End the simulated batch of Reactor 2?');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  for (const scheme of ['light', 'dark'] as const)
    test(`has no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.getByTestId('simulator-trends').locator('canvas').first()).toBeVisible();
      // A notice of the test before may be fading out: nothing half transparent has its contrast.
      const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('.mantine-Notification-root');
      const { violations } = await axe.analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
    });
});
