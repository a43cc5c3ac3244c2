import { readFile } from 'node:fs/promises';
import { connectAsync } from 'mqtt';
import { mosquittoMissing, startMosquitto } from '../flow/mosquitto';
import { expect, test } from '../screens/app-under-test';

/** A simulated analyser on a broker: what it shows in the gas that flows through it. */
async function startAnalyser(url: string) {
  const client = await connectAsync(url);
  let shows = 20.7;
  let seq = 0;
  const telling = setInterval(() => {
    seq += 1;
    const v = Number((shows + (seq % 2) / 200).toFixed(3));
    const reading = JSON.stringify({ t: Date.now(), v, q: 0, seq });
    void client.publishAsync('bt/GAS1/OffGas_O2', reading, { qos: 1 });
  }, 500);
  return {
    gas: (value: number): void => void (shows = value),
    stop: async (): Promise<void> => {
      clearInterval(telling);
      await client.endAsync();
    },
  };
}

test('an analyser is calibrated on two gases, signed, and certified', async ({ app: { page } }) => {
  test.skip(mosquittoMissing, 'mosquitto is not installed');
  test.setTimeout(180_000);
  const broker = await startMosquitto();
  const analyser = await startAnalyser(broker.url);
  const go = (hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);
  await go('#/connections/new');
  const form = page.getByRole('form', { name: 'Connection settings' });
  await form.getByLabel(/^Name/).fill('Gas bench');
  await form.getByLabel(/^Host/).fill('127.0.0.1');
  await form.getByLabel(/^Port/).fill(String(broker.port));
  await page.getByRole('button', { name: /^save/i }).click();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toContainText('GAS1');

  const began = Date.now();
  await go('#/calibration');
  await page.getByRole('button', { name: 'Calibrate Off-gas O₂ GAS1' }).click();
  await page.getByLabel('Serial number on the probe').fill('GA-17');
  await page.getByLabel('Reference', { exact: true }).fill('Nitrogen 5.0, synthetic air');
  await page.getByLabel('Its lot').fill('B-2201');
  await page.getByLabel('It expires').fill('2999-12-31');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();

  const measure = page.getByRole('button', { name: 'The probe is in: measure' });
  const take = page.getByRole('button', { name: /^Take [\d−]/ });
  analyser.gas(0.08);
  await measure.click();
  await expect(page.getByText('Wait until the probe stands still')).toBeVisible();
  // A window that is closed in the middle loses nothing.
  await page.reload();
  await expect(take).toBeEnabled({ timeout: 60_000 });
  await take.click();
  analyser.gas(20.6);
  await measure.click();
  await expect(take).toBeEnabled({ timeout: 60_000 });
  await take.click();

  await expect(page.getByText('limit ± 0.2')).toBeVisible();
  await page.getByText('Dry', { exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Pass' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep the calibration' }).click();
  await page.getByRole('button', { name: 'Sign: accept it' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign', exact: true });
  const user = dialog.getByRole('textbox', { name: /^User id/ });
  await expect(dialog.getByLabel(/^Password/)).toBeVisible();
  if (await user.isVisible()) await user.fill('demo-engineer');
  await dialog.getByLabel(/^Password/).fill('demo plant only engineer');
  await dialog.getByRole('button', { name: /^Sign/ }).click();
  await expect(page.getByText('Calibration accepted').first()).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Certificate as PDF' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^calibration-GA-17-.*\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
  console.log(`Two-point calibration with certificate: ${((Date.now() - began) / 1000).toFixed(1)} s`);

  await go('#/calibration');
  const row = page.getByRole('row').filter({ hasText: 'GA-17' }).first();
  await expect(row).toContainText('Valid until');
  // What it shows is put right from now on: 20.6 is 20.9.
  await go('#/unit/GAS1');
  await expect(page.getByRole('row').filter({ hasText: 'Off-gas O₂' }).first()).toContainText('20.9');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/command|screen|search/i).fill('Hide GAS1');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Hide it' }).click();
  await go('#/connections');
  await page.getByText('Gas bench').first().click();
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Gas bench was removed')).toBeVisible();
  await analyser.stop();
  await broker.stop();
});
