import type { Page } from '@playwright/test';
import { expect, test } from '../screens/app-under-test';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

/** Makes the simulated pH sensor of R2 fall silent and a gas sensor send no value. */
async function breakSensors(page: Page): Promise<void> {
  const answers = await page.evaluate(async () => {
    const faults = [
      { kind: 'dropout', tag: 'pH' },
      { kind: 'loop-break', tag: 'OffGas_CO2' },
    ];
    const put = (fault: object): Promise<Response> =>
      fetch('/api/v1/simulator/R2/fault', {
        method: 'POST',
        // Over REST the session of the window comes as a header.
        headers: {
          'content-type': 'application/json',
          'x-session': sessionStorage.getItem('bt-session') ?? '',
        },
        body: JSON.stringify(fault),
      });
    return (await Promise.all(faults.map(put))).map(({ status }) => status);
  });
  expect(answers).toEqual([200, 200]);
}

test.describe('holes on screen', () => {
  test.describe.configure({ mode: 'serial' });
  test.setTimeout(120_000);

  test('a silent sensor is hatched on its trend, with the letter of its cause', async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/unit/R2?range=10min'));
    const trend = page.getByRole('region', { name: 'pH and base trend' });
    await expect(trend.locator('canvas')).toBeVisible();
    await expect(trend.locator('.bt-trend-hole')).toHaveCount(0);
    await breakSensors(page);
    await expect(trend.locator('.bt-trend-hole')).toContainText('U', { timeout: 20_000 });
    const gas = page.getByRole('region', { name: 'Off-gas trend' });
    await expect(gas.locator('.bt-trend-hole')).toContainText('Q', { timeout: 20_000 });
    await expect(page.getByRole('region', { name: 'Feeds trend' }).locator('.bt-trend-hole')).toHaveCount(0);
  });

  test('the availability page names them, accounts for every gap and leads to the trend', async ({
    app: { page },
  }) => {
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await expect(page).toHaveURL(/#\/availability$/);
    await page.evaluate(() => (location.hash = '#/availability/R2'));
    const row = page.getByTestId('availability-R2/pH');
    await expect(row).toContainText('Unknown', { timeout: 20_000 });
    await expect(page.getByTestId('availability-R2/OffGas_CO2')).toContainText('Sensor bad');
    await expect(page.getByTestId('availability-R2/DO')).toContainText('100 %');
    await expect(page.getByTestId('verdict')).toContainText('at least 95 %');
    await expect(page.getByTestId('station-running')).toContainText('%');
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByText('every gap is accounted for')).toBeVisible({ timeout: 30_000 });
    await row.getByRole('link').first().click();
    await expect(page).toHaveURL(/#\/unit\/R2\?range=\d+-\d+$/);
    await expect(page.getByTestId('follow')).toContainText('Back to live');
  });

  test('the read-out under the cursor is a recorded sample with its time', async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/'));
    await page.evaluate(() => (location.hash = '#/unit/R2?range=batch'));
    const trend = page.getByRole('region', { name: 'Dissolved oxygen trend' });
    await expect(trend.locator('.bt-trend-level')).toHaveText(/min|30 s/);
    await trend.getByRole('application').hover({ position: { x: 200, y: 60 } });
    await expect(trend.locator('.bt-trend-spread').first()).toHaveText(/^\d\d:\d\d:\d\d$/);
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`both are shown in ${scheme}`, async ({ app: { page } }, info) => {
      await page.evaluate((name) => localStorage.setItem('bt-theme', name), scheme);
      await page.reload();
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const [name, hash] of [
          ['availability', '#/availability/R2?window=batch'],
          ['trend', '#/unit/R2?range=10min'],
        ] as const) {
          await page.evaluate((to) => (location.hash = to), hash);
          const shown =
            name === 'trend' ? page.locator('.bt-trend-hole').first() : page.getByTestId('verdict');
          await expect(shown).toBeVisible({ timeout: 20_000 });
          const path = info.outputPath(`${name}-${scheme}-${size.width}.png`);
          await page.screenshot({ path });
        }
      }
    });
  }
});
