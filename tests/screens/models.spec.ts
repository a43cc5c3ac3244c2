import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { expect, test } from './app-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-models-'));
const campaign = join(root, 'campaign');
/** Four batches that teach and one that is sealed, each long enough for six samples. */
const numbers = [4, 5, 6, 7, 16];
const lengthH = 12.5;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const plan = campaignPlan({ seed: 11, batches: 18, until: Date.UTC(2026, 0, 1), unitId: 'C8' });
  const chosen = plan.filter((_, i) => numbers.includes(i + 1));
  const folder = await openCampaignFolder(campaign);
  const facts = { kind: 'campaign', seed: 11, unitId: 'C8', generatedBy: 'test' } as const;
  const designs = chosen.map((design) => ({ ...design, longestH: lengthH }));
  await writeCampaign(folder, designs, facts, () => undefined, new AbortController().signal);
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

const goTo = (page: Page, hash: string): Promise<string> => page.evaluate((to) => (location.hash = to), hash);

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
}

test.describe('models', () => {
  test.describe.configure({ mode: 'serial' });

  test('the model that came with the program is listed with its data, and its card is a click away', async ({
    app: { page },
  }) => {
    await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
    await goTo(page, '#/');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await expect(page).toHaveURL(/#\/models$/);
    const row = page.getByRole('table', { name: 'Models' }).locator('tr', { hasText: 'od600-ridge' });
    await expect(row).toContainText('SIMULATED');
    await expect(row).toContainText('Champion');
    await expect(page.getByText(/the champion before takes its place again/)).toBeVisible();
    await isAccessible(page);
    await row.click();
    await expect(page.getByText('Excluded cases and limits')).toBeVisible();
    await expect(page.getByRole('table', { name: 'History' })).toContainText('Came with the program');
    await isAccessible(page);
  });

  test('the twin says on the unit page what it holds true, and by which model', async ({ app: { page } }) => {
    await goTo(page, '#/');
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /Reactor 1/ })
      .click();
    await page.getByRole('radiogroup', { name: 'Beside the trends' }).getByText('Twin').click();
    const panel = page.getByTestId('twin-panel');
    await expect(panel).toContainText('OD600');
    await expect(panel).toContainText('champion');
    const why = panel.getByRole('region', { name: 'Why this OD600 now' });
    await expect(why).toContainText('Volume of the broth', { timeout: 60_000 });
    await expect(why).toContainText(/Gives\s*\d/);
    await panel.getByRole('link', { name: /od600-ridge/ }).click();
    await expect(page).toHaveURL(/#\/models\/od600-ridge\//);
    await expect(page.getByText('Excluded cases and limits')).toBeVisible();
  });

  test('a plan is checked in words, and a sealed batch cannot be trained on', async ({ app: { page } }) => {
    test.setTimeout(180_000);
    await goTo(page, '#/batches/import');
    const folder = page.getByRole('textbox', { name: 'Folder of the campaign' });
    await folder.fill(campaign);
    await folder.press('Enter');
    await expect(page.getByText(/5 batches imported/)).toBeVisible({ timeout: 150_000 });
    await goTo(page, '#/train');
    const form = page.getByRole('form', { name: 'New training' });
    await expect(form.getByRole('button', { name: 'Train' })).toBeDisabled();
    await expect(form).toContainText('Choose the batches to train on');
    const rows = form.getByRole('table', { name: 'Batches and their roles' }).locator('tbody tr');
    // Other specs may have brought batches of their own.
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(5);
    const sealed = rows.filter({ hasText: 'Hold-out, sealed' });
    await expect(sealed.getByRole('radio', { name: 'Training' })).toBeDisabled();
    await form.getByRole('button', { name: 'By role' }).click();
    await expect(form.getByRole('status').first()).toHaveText('4 training, 1 hold-out');
    await expect(form.getByTestId('plan-check')).toContainText('cannot be divided into 5 folds');
    await expect(form.getByRole('button', { name: 'Train' })).toBeDisabled();
    await isAccessible(page);
  });

  test('a model is trained, watched and judged; its report says what it was judged on', async ({
    app: { page, electron },
  }) => {
    test.setTimeout(240_000);
    const form = page.getByRole('form', { name: 'New training' });
    await form.getByLabel('Name of the model').fill('bench-model');
    await form.getByText('Advanced').click();
    await form.getByLabel('Folds of batches').fill('2');
    await form.getByLabel('Trees at most').fill('40');
    await form.getByLabel('Least rows in a leaf').fill('3');
    await expect(form.getByTestId('plan-check')).toContainText('Nothing stands in the way');
    await form.getByRole('button', { name: 'Train' }).click();
    await expect(page).toHaveURL(/#\/train\/.+/);
    await expect(page.getByRole('list', { name: 'Phases' })).toContainText('Judging on hold-out');
    await page.getByRole('link', { name: 'Open report' }).click({ timeout: 200_000 });
    await expect(page).toHaveURL(/#\/report\/bench-model\/1\.0\.0$/);
    const report = page.getByRole('article', { name: 'Training and validation report' });
    await expect(report).toContainText('Every batch in this report is simulated');
    await expect(report.getByRole('table', { name: 'Limits fixed before the test' })).toContainText('6 %');
    await expect(report).toContainText('evaluated once so far');
    await expect(report.getByRole('img', { name: /Predicted against measured/ })).toBeVisible();
    await expect(report.getByRole('table', { name: 'Batches used' }).locator('tbody tr')).toHaveCount(5);
    await isAccessible(page);
    if (electron) return;
    // Upright sheets, though the audit trail, which prints across, was loaded as well.
    await goTo(page, '#/audit');
    await expect(page.locator('.bt-audit')).toBeVisible();
    await goTo(page, '#/report/bench-model/1.0.0');
    await expect(report).toBeVisible();
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sizes = [...sheets.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.filter(([, width, height]) => Number(width) > Number(height))).toEqual([]);
    await report.getByRole('button', { name: 'Predicted against measured: save' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Data (CSV)' }).click(),
    ]);
    const [head = '', ...lines] = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(head.startsWith('part,batch,time')).toBe(true);
    expect(lines.filter((line) => line.startsWith('hold-out,')).length).toBeGreaterThan(2);
  });

  test('a version is promoted with a reason, beside the champion, and rolled back', async ({
    app: { page },
  }) => {
    await goTo(page, '#/models/bench-model/1.0.0');
    await page.getByRole('button', { name: 'Promote…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Promote' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Say why, in a few words');
    await expect(dialog.getByTestId('evidence')).toContainText('simulated');
    await dialog.getByLabel('Reason').fill('Tried on the bench');
    await dialog.getByRole('button', { name: 'Promote' }).click();
    // Nobody signed it for its use yet: that comes first, and the promotion after it by itself.
    const sign = page.getByRole('form', { name: 'Sign Model bench-model 1.0.0' });
    await expect(sign.getByText('Model approved for the stated use').first()).toBeVisible();
    const userId = sign.getByLabel(/^User id/);
    if (await userId.isVisible()) await userId.fill('demo-engineer');
    await sign.getByLabel(/^Password/).fill('demo plant only engineer');
    await sign.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(sign).toBeHidden();
    await expect(page.getByRole('table', { name: 'History' })).toContainText('Tried on the bench');
    await page.getByRole('button', { name: 'Roll back…' }).click();
    await dialog.getByLabel('Reason').fill('Only a trial');
    await dialog.getByRole('button', { name: 'Roll back' }).click();
    await expect(page.getByRole('button', { name: 'Promote…' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'History' })).toContainText('Only a trial');
  });

  test('trees trained elsewhere are refused by name, or end as a candidate that says so', async ({
    app: { page },
  }) => {
    test.setTimeout(120_000);
    const file = readFileSync(join('tests', 'fixtures', 'tree-models', 'lightgbm-poisson.txt'), 'utf8');
    const ours = file.replace(/feature_names=.*/, 'feature_names=ageH OD.mean_30min DO.now Stir_PV.now');
    await goTo(page, '#/models');
    await page.getByRole('button', { name: 'Import trees' }).click();
    const form = page.getByRole('form', { name: 'Import trees' });
    const take = async (name: string, text: string): Promise<void> => {
      const buffer = Buffer.from(text);
      await form.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/plain', buffer });
      await form.getByRole('button', { name: 'Import', exact: true }).click();
    };
    await take('model.txt', ours);
    await expect(form.getByRole('alert')).toContainText('Name:');
    await form.getByLabel('Name', { exact: true }).fill('od-elsewhere');
    await take('theirs.txt', file);
    await expect(form.getByRole('alert')).toContainText('asks for Column_0', { timeout: 60_000 });
    await take('odd.txt', ours.replace('objective=poisson', 'objective=made_up'));
    await expect(form.getByRole('alert')).toContainText('made_up', { timeout: 60_000 });
    await isAccessible(page);
    await take('model.txt', ours);
    await expect(page).toHaveURL(/#\/models\/od-elsewhere\/1\.0\.0$/, { timeout: 60_000 });
    await expect(page.getByRole('heading', { name: /od-elsewhere 1\.0\.0/ })).toContainText('Candidate');
    await expect(page.getByText(/trained elsewhere with LightGBM/).first()).toBeVisible();
    await goTo(page, '#/models');
    const row = page.getByRole('table', { name: 'Models' }).locator('tr', { hasText: 'od-elsewhere' });
    await expect(row).toContainText('Not tested');
    await isAccessible(page);
  });
});
