import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './app-under-test';

test('a batch record: exceptions are decided about by keyboard, everything is there, and it leaves as PDF', async ({
  app: { page, electron },
}) => {
  test.setTimeout(180_000);
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  await page.evaluate(() => (location.hash = '#/batches'));
  await page.locator('a[href^="#/batch/"]').first().click();
  await page.evaluate(() => (location.hash = location.hash.replace('#/batch/', '#/batch-record/')));
  await expect(page.getByText(/Evaluated \d+ of \d+ rules/).first()).toBeVisible({ timeout: 60_000 });

  const box = page.getByRole('checkbox', { name: /No media preparation/ });
  await box.focus();
  await page.keyboard.press('Space');
  const form = page.getByRole('form', { name: 'Decision' });
  await form.getByLabel('Reason').focus();
  await page.keyboard.type('.');
  await form.getByRole('button', { name: 'Decide' }).press('Enter');
  await expect(form.getByRole('alert')).toContainText('Say why');
  await form.getByLabel('Reason').fill('the simulated plant makes no medium');
  await form.getByRole('button', { name: 'Decide' }).press('Enter');
  await expect(page.getByText('the simulated plant makes no medium')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('tab', { name: 'Complete record' }).click();
  await expect(page.getByRole('heading', { name: 'Integrity' })).toBeVisible();
  await expect(page.getByAltText(/Dissolved oxygen over the batch/)).toBeVisible();
  const found = await new AxeBuilder({ page }).setLegacyMode(true).include('.bt-batch-record').analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  // Saving in the desktop asks the system where to.
  if (electron) return;
  const saving = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'PDF' }).click();
  const path = await (await saving).path();
  expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-');
});
