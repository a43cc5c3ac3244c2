import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { expect, signInAs, test } from '../screens/app-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-compare-'));
const campaign = join(root, 'campaign');

/** Three short batches on a unit of their own. */
test.beforeAll(async () => {
  const plan = campaignPlan({ seed: 12, batches: 3, until: Date.UTC(2026, 1, 1), unitId: 'C8' });
  const folder = await openCampaignFolder(campaign);
  const facts = { kind: 'campaign', seed: 12, unitId: 'C8', generatedBy: 'test' } as const;
  const designs = plan.map((design) => ({ ...design, longestH: 2.2 }));
  await writeCampaign(folder, designs, facts, () => undefined, new AbortController().signal);
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

test('batches are chosen in the list, laid over one another, made golden, and one is replayed and left with one key', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await signInAs(page, 'engineer');
  await page.evaluate(() => (location.hash = '#/batches/import'));
  const form = page.getByRole('form', { name: 'Import campaign' });
  await form.getByRole('textbox', { name: 'Folder of the campaign' }).fill(campaign);
  await form.getByRole('textbox', { name: 'Folder of the campaign' }).press('Enter');
  await expect(page.getByText(/3 batches imported/)).toBeVisible({ timeout: 60_000 });

  await page.getByRole('textbox', { name: 'Search batches' }).fill('C8');
  const table = page.getByRole('table', { name: 'Batches' });
  await expect(table.locator('tbody tr')).toHaveCount(3);
  await expect(table.locator('tbody tr').first()).toContainText(/No record.*%.*kB/s);
  await page.getByRole('button', { name: 'Size' }).click();
  await expect(table.locator('th[aria-sort="descending"]')).toContainText('Size');
  await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
  await page.getByRole('button', { name: 'Compare 3' }).click();

  const figures = page.getByTestId('overlay-figures');
  await expect(figures).toHaveAttribute('data-by', 'inoculation');
  await expect(figures.getByRole('img', { name: /Dissolved oxygen.*3 batches/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'Aligned by' }).click();
  await page.getByRole('option', { name: 'Depletion' }).click();
  await expect(
    page.getByText(/is not aligned. Its carbon source was not seen to run out/).first(),
  ).toBeVisible();

  await page.getByRole('radiogroup', { name: 'What to compare' }).getByText('Golden batch').click();
  await page.getByRole('button', { name: 'New golden batch from chosen…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Golden batch of 3/ });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Of a test');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Made by a test');
  await dialog.getByRole('button', { name: 'Make golden batch' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Of a test, version 1 of 3 batches/)).toBeVisible();
  // A batch that runs is the first to be held against it.
  await expect(page.getByRole('combobox', { name: 'Batch held against it' })).toHaveValue(/\(runs\)/);
  await expect(page.getByTestId('tunnel-figures').getByRole('img').first()).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw…' }).click();
  await page.getByRole('textbox', { name: 'Why Of a test is withdrawn' }).fill('The test is over');
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(page.getByText('There is no golden batch yet')).toBeVisible();

  await page.evaluate(() => (location.hash = '#/batches'));
  await page.getByRole('textbox', { name: 'Search batches' }).fill('C8');
  await table.locator('tbody tr').first().click();
  await page.getByRole('button', { name: 'Learn' }).click();
  await page.getByRole('menuitem', { name: 'Replay' }).click();
  const bar = page.getByRole('region', { name: 'Replay', exact: true });
  await expect(bar).toContainText('REPLAY');
  await bar.getByRole('button', { name: 'An hour on' }).click();
  await expect(page.getByTestId('replay-at')).toContainText(/^1\.\d\d h/);
  await expect(page.locator('[data-tag="pH"]')).toContainText(/[45]\.\d\d/);
  // Whatever screen is looked at meanwhile says so too.
  await page.evaluate(() => (location.hash = '#/alarms'));
  await expect(page.getByRole('heading', { name: 'Alarms', level: 1 })).toBeVisible();
  await expect(bar).toContainText('REPLAY');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('replay')).toBeHidden();
  await expect(page).toHaveURL(/#\/batch\//);
  await expect(page.getByTestId('not-live')).toContainText('Not live');
});
