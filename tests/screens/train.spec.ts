import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { expect, signInAs, test } from './app-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-train-'));
const campaign = join(root, 'campaign');
/** Four batches that teach and one that is sealed, each long enough for six samples. */
const numbers = [4, 5, 6, 7, 16];
const name = 'often-stopped';

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const plan = campaignPlan({ seed: 12, batches: 18, until: Date.UTC(2026, 1, 1), unitId: 'C9' });
  const chosen = plan.filter((_, i) => numbers.includes(i + 1));
  const folder = await openCampaignFolder(campaign);
  const facts = { kind: 'campaign', seed: 12, unitId: 'C9', generatedBy: 'test' } as const;
  const designs = chosen.map((design) => ({ ...design, longestH: 12.5 }));
  await writeCampaign(folder, designs, facts, () => undefined, new AbortController().signal);
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

const goTo = (page: Page, hash: string): Promise<string> => page.evaluate((to) => (location.hash = to), hash);

async function importCampaign(page: Page): Promise<void> {
  await goTo(page, '#/batches/import');
  const folder = page.getByRole('textbox', { name: 'Folder of the campaign' });
  await folder.fill(campaign);
  await folder.press('Enter');
  await expect(page.getByText(/5 batches imported/)).toBeVisible({ timeout: 150_000 });
}

test('a training is watched, cancelled and resumed from the screen; nothing half-made is left between', async ({
  app: { page, dataDir, electron },
}) => {
  test.setTimeout(400_000);
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  await signInAs(page, 'engineer');
  await importCampaign(page);
  await goTo(page, '#/train');
  const form = page.getByRole('form', { name: 'New training' });
  await form.getByLabel('Name of the model').fill(name);
  await form.getByRole('button', { name: 'By role' }).click();
  // The mock batch of another spec has samples but no instruments to learn from.
  const mock = form.getByRole('radiogroup', { name: 'Use of PP-2026-031' });
  if (await mock.isVisible()) await mock.getByText('Unused').click();
  await form.getByRole('switch', { name: 'Search for better settings' }).click();
  await form.getByLabel('Trials', { exact: true }).fill('600');
  await form.getByText('Advanced').click();
  await form.getByLabel('Folds of batches').fill('2');
  await form.getByLabel('Least rows in a leaf').fill('3');
  // What a handful of samples can say of a band is told before the test.
  await expect(form.getByTestId('plan-check')).toContainText('decide little about the coverage');
  await form.getByRole('button', { name: 'Train' }).click();

  const search = page.getByRole('img', { name: /Search/ });
  await expect(search).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled: no model was written')).toBeVisible({ timeout: 60_000 });
  const folder = join(dataDir, 'models', name);
  expect(existsSync(folder)).toBe(false);
  const said = page.getByRole('list', { name: 'What it said' });
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(said).toContainText('Goes on with what it had');

  await page.getByRole('link', { name: 'Open report' }).waitFor({ timeout: 300_000 });
  await expect(page.getByRole('img', { name: /Error by trees/ })).toBeVisible();
  await expect(said).toContainText('of 600 chosen');
  expect(readdirSync(folder)).toEqual(['1.0.0']);
  await page.getByRole('link', { name: 'Open report' }).click();
  const report = page.getByRole('article', { name: 'Training and validation report' });
  const limits = report.getByRole('table', { name: 'Limits fixed before the test' });
  await expect(limits).toContainText('Judged: the samples of the 1 hold-out batch and nothing else');
  await expect(report.getByRole('img', { name: /Beside the simple ones/ })).toBeVisible();
  await expect(report.getByTestId('verdict')).toContainText('PLS');
  if (electron) return;
  // On paper: the page alone, whatever the screen showed.
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(3);
});
