import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { expect, test } from './app-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-batches-'));
const campaign = join(root, 'campaign');

/** Two short batches on a unit of their own. */
test.beforeAll(async () => {
  const plan = campaignPlan({ seed: 4, batches: 2, until: Date.UTC(2026, 0, 1), unitId: 'C7' });
  const folder = await openCampaignFolder(campaign);
  const facts = { kind: 'campaign', seed: 4, unitId: 'C7', generatedBy: 'test' } as const;
  const designs = plan.map((design) => ({ ...design, longestH: 2.5 }));
  await writeCampaign(folder, designs, facts, () => undefined, new AbortController().signal);
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

test.describe('batches', () => {
  test.describe.configure({ mode: 'serial' });

  test('a campaign is imported from a folder, and a wrong folder is refused in words', async ({
    app: { page },
  }) => {
    // Keys are heard once the screens are there.
    await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
    await page.evaluate(() => (location.hash = '#/'));
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await expect(page).toHaveURL(/#\/batches$/);
    await page.getByRole('button', { name: 'Import campaign' }).click();
    const form = page.getByRole('form', { name: 'Import campaign' });
    const folder = form.getByRole('textbox', { name: 'Folder of the campaign' });
    await folder.fill(join(root, 'nowhere'));
    await folder.press('Enter');
    await expect(page.getByText(/The station finds no folder/)).toBeVisible();
    await folder.fill(campaign);
    await folder.press('Enter');
    await expect(page.getByText(/2 batches imported/)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('textbox', { name: 'Search batches' }).fill('C7');
    const rows = page.getByRole('table', { name: 'Batches' }).locator('tbody tr');
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText(/SIMULATED.*Ended/s);
    // A choice among buttons takes no letters from the shortcuts.
    await page.getByRole('radio', { name: 'Ended' }).focus();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect(page).toHaveURL(/#\/system$/);
    await page.evaluate(() => (location.hash = '#/batches'));
    await page.getByRole('textbox', { name: 'Search batches' }).fill('C7');
    await expect(rows).toHaveCount(2);
  });

  test('a finished batch opens: history, values that say they are not live, and its notes', async ({
    app: { page },
  }) => {
    await page.getByRole('table', { name: 'Batches' }).locator('tbody tr').first().click();
    await expect(page).toHaveURL(/#\/batch\//);
    await expect(page.getByRole('banner')).toContainText('SIMULATED');
    await expect(page.getByTestId('not-live')).toContainText('Not live');
    await expect(page.getByTestId('batch-age')).toContainText('2.5 h');
    await expect(page.locator('[data-tag="pH"]')).toContainText(/[45]\.\d\d/);
    await expect(page.getByTestId('unit-panels').locator('canvas').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'pH and base trend' })).not.toContainText(
      /nothing was recorded/i,
    );
    await expect(page.getByTestId('phases')).toContainText('Lag');
    await page.getByText(/^Notes \(\d+\)$/).click();
    const notes = page.getByRole('list', { name: 'Notes' });
    await expect(notes).toContainText('Medium: Basal salts medium with glycerol');
    await expect(notes).toContainText('Calibration: pH');
    await expect(notes).toContainText(/Sample 1, 10 mL.*OD600/s);
  });

  test('a sample is added by keyboard, corrected, and kept when the dialog is left', async ({
    app: { page },
  }) => {
    const notes = page.getByRole('list', { name: 'Notes' });
    await page.keyboard.press('n');
    await page.keyboard.press('s');
    const form = page.getByRole('form', { name: 'Sample' });
    await form.getByLabel('Volume taken out, mL').fill('99999');
    await form.getByLabel('Photometer reading').fill('0,321');
    await form.getByLabel('Dilution').fill('10');
    await form.getByRole('button', { name: 'Save sample' }).click();
    await expect(form).toContainText('more than the broth');
    await page.keyboard.press('Escape');
    await expect(form).toBeHidden();
    await page.getByRole('button', { name: 'Add sample' }).click();
    await expect(form.getByLabel('Photometer reading')).toHaveValue('0,321');
    await form.getByLabel('Volume taken out, mL').fill('7.5');
    await page.keyboard.press('Enter');
    await expect(notes).toContainText(/7\.5 mL.*OD600 3\.21 \(0\.321 × 10\)/s);
    await notes.getByRole('button', { name: 'Change this note: Sample, 7.5 mL' }).click();
    await page.getByRole('menuitem', { name: 'Correct this sample…' }).click();
    await form.getByLabel('Volume taken out, mL').fill('8.5');
    await form.getByLabel('Reason for the correction').fill('Read the wrong line');
    await form.getByRole('button', { name: 'Save correction' }).click();
    await expect(notes).toContainText('Sample, 8.5 mL');
    await expect(notes).not.toContainText('7.5 mL');
  });

  test('the picker of a unit leads to its finished batches', async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/unit/C7'));
    await page.getByTestId('batch-picker').click();
    await page.getByRole('menuitem').nth(1).click();
    await expect(page).toHaveURL(/#\/batch\//);
    await expect(page.getByTestId('not-live')).toBeVisible();
  });

  test('a unit is hidden and shown again', async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/unit/C7'));
    await expect(page.getByTestId('batch-picker')).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search commands' }).fill('Hide');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Hide it' }).click();
    await expect(page).toHaveURL(/#\/$/);
    await expect(page.getByTestId('unit-card-C7')).toBeHidden();
    await page.getByRole('button', { name: /Show Hidden units/ }).click();
    await page.getByTestId('hidden-units').getByRole('button', { name: 'Show again' }).click();
    await expect(page.getByTestId('unit-card-C7')).toBeVisible();
  });

  for (const scheme of ['light', 'dark'] as const)
    for (const place of ['list', 'batch'] as const)
      test(`${place} has no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.evaluate(() => (location.hash = '#/batches/import'));
        await expect(page.getByRole('table', { name: 'Batches' })).toBeVisible();
        if (place === 'batch') {
          await page.getByRole('textbox', { name: 'Search batches' }).fill('C7');
          await page.getByRole('table', { name: 'Batches' }).locator('tbody tr').first().click();
          await page.getByText(/^Notes \(\d+\)$/).click();
          await expect(page.getByRole('list', { name: 'Notes' })).toContainText('Medium');
        }
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
      });
});
