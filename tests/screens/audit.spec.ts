import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './app-under-test';

async function openAudit(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/audit'));
  await expect(page.getByRole('heading', { name: 'Integrity' })).toBeVisible();
}

test('who did what is found by record, with before and after, and the ledger verifies', async ({
  app: { page },
}) => {
  await openAudit(page);
  await page.getByLabel('Record: its type, then its id').fill('unit R1');
  const entry = page.locator('.bt-audit-table > tbody > tr').first();
  await expect(entry).toContainText('Unit saved');
  await entry.getByRole('button').press('Enter');
  await expect(page.getByRole('row', { name: /^start_volume_l/ })).toBeVisible();
  await page.getByLabel('Record: its type, then its id').fill('unit nowhere');
  await expect(page.getByText('No entry is like that')).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(page.locator('.bt-audit-open').first()).toBeVisible();
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByText('All as written')).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const)
  test(`the audit screen has no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openAudit(page);
    await expect(page.locator('.bt-audit-open').first()).toBeVisible();
    await page.locator('.bt-audit-open').first().click();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
  });
