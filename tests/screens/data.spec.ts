import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './app-under-test';

const table = 'Time [h];pH;Temp [K]\n0;5,1;303,15\n1;5,2;304,15\n2;off;305,15\n';

test('a person exports what the station knows, and fetches the files', async ({
  app: { page, electron },
}) => {
  await page.evaluate(() => (location.hash = '#/data'));
  const form = page.getByRole('form', { name: 'New export' });
  await expect(form.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await expect(form).toContainText('Choose at least one batch');
  await form.getByRole('button', { name: 'All' }).click();
  await form.getByLabel('Resolution').first().click();
  await page.getByRole('option', { name: '10 min' }).click();
  await form.getByLabel('Format').first().click();
  await page.getByRole('option', { name: 'CSV' }).click();
  await expect(form.getByRole('status')).toContainText('channels');
  await form.getByRole('button', { name: 'Export', exact: true }).click();
  const exports = page.getByRole('region', { name: 'Exports' });
  await exports.getByRole('button', { name: 'Files' }).first().click({ timeout: 60_000 });
  const files = page.getByRole('region', { name: 'Files of this export' });
  await expect(files).toContainText('part-0.csv');
  // The desktop has the folder; a browser fetches.
  if (!electron) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      files
        .getByRole('link', { name: /part-0\.csv/ })
        .first()
        .click(),
    ]);
    const [head = ''] = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(head.split(',').slice(0, 3)).toEqual(['time', 'pH', 'pH_quality']);
  }
  await exports.getByRole('button', { name: 'Remove' }).first().click();
  await expect(exports).toContainText('Nothing was exported yet');
});

test('a person imports a table: seen, tried, told what is wrong, taken in', async ({ app: { page } }) => {
  const dir = mkdtempSync(join(tmpdir(), 'bt-table-'));
  const path = join(dir, 'bench.csv');
  writeFileSync(path, table);
  await page.evaluate(() => (location.hash = '#/data/import'));
  await page.locator('input[type=file]').setInputFiles(path);
  const preview = page.getByRole('region', { name: 'As it would be stored' });
  await expect(preview).toContainText('Name the bioreactor and the batch');
  await page.getByLabel('The start was at').fill('2024-03-01T08:00:00');
  await page.getByLabel('Its name').fill('BENCH');
  await expect(preview).toContainText('30 °C');
  await expect(preview).toContainText('"off" is not a number');
  const last = page.getByRole('region', { name: 'Try and import' });
  await last.getByRole('button', { name: 'Import' }).click();
  await expect(last.getByRole('alert')).toContainText('Nothing was imported. line 4, pH');
  await last.getByLabel('Leave out rows that have problems').check();
  await last.getByRole('button', { name: 'Import' }).click();
  await expect(last).toContainText('4 samples imported into bench; left out: 1 row');
  await expect(page.getByRole('navigation', { name: 'Screens' })).toContainText('BENCH');
  rmSync(dir, { recursive: true, force: true });
});
