import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './app-under-test';

/** The reactor whose torque is put above a limit that is lowered, and back at the end. */
const unit = 'R2';

test.describe('alarms', () => {
  test('a limit that is crossed is told on every screen, acknowledged, and in the journal with its value', async ({
    app: { page },
  }) => {
    await page.evaluate(() => (location.hash = '#/alarms/list'));
    const row = page.locator('[data-definition="Torque-high"]');
    await row.getByRole('button', { name: /^Change/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'What to do' }).fill('');
    await dialog.getByRole('textbox', { name: 'Why it is changed' }).fill('Seen in a test');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toContainText('cannot be enabled. Say the action first');
    await dialog.getByRole('textbox', { name: 'What to do' }).fill('Lower the speed by a tenth');
    await dialog.getByRole('textbox', { name: /^Limit/ }).fill('1');
    await dialog.getByRole('textbox', { name: /until it is raised/ }).fill('0');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await page.evaluate(() => (location.hash = '#/'));
    const banner = page.getByTestId('alarm-banner');
    await expect(banner).toContainText('Stirrer torque high');
    await banner.getByRole('link').click();
    await page.getByRole('button', { name: `Acknowledge Stirrer torque high of ${unit}` }).click();
    await expect(page.locator(`[data-alarm="${unit}/Torque-high"]`)).toHaveAttribute(
      'data-state',
      'acknowledged',
    );
    await page.getByRole('button', { name: `Shelve Stirrer torque high of ${unit}` }).click();
    await page.getByRole('textbox', { name: 'Why' }).fill('Bearing is being changed');
    await page.getByRole('dialog').getByRole('button', { name: 'Shelve' }).click();
    await page.getByText('Kept from telling', { exact: true }).click();
    await expect(page.locator(`[data-alarm="${unit}/Torque-high"]`)).toContainText(
      'Bearing is being changed',
    );
    await page.getByText('Journal', { exact: true }).click();
    await expect(page.getByRole('table', { name: 'Journal of alarms' })).toContainText('Shelved');
    await page.evaluate(() => (location.hash = '#/alarms/held'));
    await page.getByRole('button', { name: `Unshelve Stirrer torque high of ${unit}` }).click();
    await page.evaluate(() => (location.hash = '#/alarms/list'));
    await row.getByRole('button', { name: /^Change/ }).click();
    await dialog.getByRole('textbox', { name: /^Limit/ }).fill('90');
    await dialog.getByRole('textbox', { name: 'Why it is changed' }).fill('Back to what it was');
    await dialog.getByRole('textbox', { name: /until it returns/ }).fill('0');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.evaluate(() => (location.hash = '#/alarms'));
    await page.getByRole('button', { name: /^Acknowledge all/ }).click();
    // Units of other specs may have alarms of their own: this one is done with.
    await expect(page.locator(`[data-alarm="${unit}/Torque-high"]`)).toHaveCount(0);
  });

  for (const part of ['', '/held', '/journal', '/figures', '/list'])
    for (const scheme of ['light', 'dark'] as const)
      test(`#/alarms${part} has no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.evaluate((hash) => (location.hash = hash), `#/alarms${part}`);
        await expect(page.getByRole('radiogroup', { name: 'What of the alarms is shown' })).toBeVisible();
        const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('.mantine-Notification-root');
        const { violations } = await axe.analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
      });
});
