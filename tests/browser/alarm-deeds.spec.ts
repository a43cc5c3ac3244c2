import type { Page } from '@playwright/test';
import { expect, signInAs, test, type DemoRole } from '../screens/app-under-test';

const go = (page: Page, hash: string): Promise<string> => page.evaluate((to) => (location.hash = to), hash);
const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

async function limitTorque(page: Page, limit: string, delayS: string, words: string): Promise<void> {
  await go(page, '#/alarms/list');
  await page
    .locator('[data-definition="Torque-high"]')
    .getByRole('button', { name: /^Change/ })
    .click();
  const dialog = dialogOf(page, 'Alarm Torque-high');
  await dialog.getByRole('textbox', { name: /^Limit/ }).fill(limit);
  await dialog.getByRole('textbox', { name: /until it is raised/ }).fill(delayS);
  await dialog.getByRole('textbox', { name: /until it returns/ }).fill('0');
  await dialog.getByRole('textbox', { name: 'Why it is changed' }).fill(words);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

async function sign(page: Page, who: DemoRole, meaning: string): Promise<void> {
  const form = page.getByRole('form', { name: /^Sign / });
  await form.getByRole('radio', { name: meaning }).check();
  const userId = form.getByRole('textbox', { name: 'User id' });
  if (await userId.isVisible()) await userId.fill(`demo-${who}`);
  await form.getByRole('textbox', { name: 'Password' }).fill(`demo plant only ${who}`);
  await form.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(form).toBeHidden();
}

test('an alarm opens its trend, its procedure and its record in one click, and goes out of service under two signatures', async ({
  app: { page },
}) => {
  test.setTimeout(180_000);
  await limitTorque(page, '1', '0', 'Seen in a test');
  await go(page, '#/');
  await go(page, '#/alarms');
  const row = page.locator('[data-alarm="R2/Torque-high"]');
  await expect(row).toBeVisible();

  await row.getByRole('button', { name: 'Trend around Stirrer torque high of R2' }).click();
  const opened = dialogOf(page, 'Stirrer torque high of R2');
  await expect(opened.getByRole('region', { name: /trend$/ })).toBeVisible();
  await expect(opened).toContainText('All trends of R2 at that time');
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: /: procedure of / }).click();
  await expect(opened.locator('[aria-current=step]')).toContainText('Look at and listen to the drive');
  await page.keyboard.press('Escape');
  await expect(opened).toBeHidden();
  await row.getByRole('button', { name: /record of Stirrer torque high/ }).click();
  const form = dialogOf(page, /^Failure/);
  await expect(form.getByLabel('What happened', { exact: false }).last()).toHaveValue(
    /Alarm "Stirrer torque high" of R2/,
  );
  await form.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(form).toBeHidden();

  await row.getByRole('button', { name: 'Take Stirrer torque high of R2 out of service' }).click();
  const asking = dialogOf(page, 'Take an alarm out of service');
  await asking.getByRole('textbox', { name: 'Why' }).fill('The drive is being changed');
  await asking.getByRole('button', { name: 'Ask, and sign…' }).click();
  await sign(page, 'engineer', 'Authored');
  await go(page, '#/alarms/held');
  const outage = page.locator('[data-outage="R2/Torque-high"]').first();
  await expect(outage).toHaveAttribute('data-state', 'signed');
  await signInAs(page, 'qa-approver');
  await outage.getByRole('button', { name: /^Sign/ }).click();
  await sign(page, 'qa-approver', 'Approved');
  await expect(outage).toHaveAttribute('data-state', 'in-force');
  await expect(row).toHaveAttribute('data-state', 'out-of-service');
  await expect(row).toContainText('The drive is being changed');

  await signInAs(page, 'engineer');
  await outage.getByRole('button', { name: /to service$/ }).click();
  const ending = dialogOf(page, 'Return Stirrer torque high of R2 to service');
  await ending.getByRole('textbox', { name: 'Why' }).fill('The new drive runs');
  await ending.getByRole('button', { name: 'Return to service' }).click();
  await expect(outage).toHaveAttribute('data-state', 'ended');
  await go(page, '#/alarms');
  await expect(row).toHaveAttribute('data-state', 'unacknowledged');

  await limitTorque(page, '90', '15', 'Back to what it was');
  await go(page, '#/alarms');
  await page.getByRole('button', { name: /^Acknowledge all/ }).click();
  await expect(page.getByText('No alarm stands').first()).toBeVisible();
});
