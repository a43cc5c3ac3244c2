import type { Page } from '@playwright/test';
import { expect, signInAs, test } from '../screens/app-under-test';
import {
  floatWords,
  pymodbusMissing,
  socatMissing,
  startModbusPeer,
  type ModbusPeer,
} from '../flow/peers/modbus-peer';
import { openSerialPair, type SerialPair } from '../flow/peers/serial-pair';

/** Takes the connection away again: the demo has none to devices. */
async function removeConnection(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const headers = {
      'content-type': 'application/json',
      'x-session': sessionStorage.getItem('bt-session') ?? '',
    };
    const list = (await (await fetch('/api/v1/connection/list', { headers })).json()) as {
      id: string;
      kind: string;
    }[];
    for (const { id } of list.filter(({ kind }) => kind === 'modbus-rtu'))
      await fetch('/api/v1/connection/remove', { method: 'POST', headers, body: JSON.stringify({ id }) });
  });
}

test.describe('the laptop at the vessel', () => {
  test.skip(pymodbusMissing || socatMissing, 'pymodbus or socat is not installed');
  test.setTimeout(180_000);
  let pair: SerialPair;
  let analyser: ModbusPeer;
  test.beforeAll(async () => {
    pair = await openSerialPair();
    const input = [20.9, 2.5, 25_000, 24.5, 45, 10.2, 13.9, 1013, 50].flatMap(floatWords);
    analyser = await startModbusPeer('rtu', pair.far, { 100: { input, holding: Array(12).fill(0) } });
  });
  test.afterAll(async () => {
    await analyser?.stop();
    await pair?.remove();
  });

  test('finds a simulated analyser, maps it, shows it big, records it and looks at the file', async ({
    app: { page },
  }) => {
    await signInAs(page, 'engineer');
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await expect(page).toHaveURL(/#\/field$/);
    await expect(page.getByText('No device is read yet')).toBeVisible();

    await page.getByLabel('Another port').fill(pair.near);
    const begun = Date.now();
    const found = page.getByRole('list', { name: 'Devices found' });
    // On a machine that is busy with other things the simulated analyser may answer too late: looked for again.
    await expect(async () => {
      const look = page.getByRole('button', { name: 'Look for devices' });
      if (await look.isVisible()) await look.click();
      await expect(found.getByRole('article', { name: 'O₂/CO₂ exhaust gas analyser' })).toBeVisible();
    }).toPass({ timeout: 120_000 });
    console.log(`recognised after ${((Date.now() - begun) / 1000).toFixed(1)} s`);

    // The proposed map, edited and taken back.
    const oxygen = found.getByRole('combobox', { name: 'Channel of Oxygen' });
    await expect(oxygen).toHaveValue('Off-gas O₂');
    await oxygen.click();
    await page.getByRole('option', { name: 'no channel' }).click();
    await expect(oxygen).toHaveValue('no channel');
    await found.getByRole('button', { name: 'Undo' }).click();
    await expect(oxygen).toHaveValue('Off-gas O₂');
    await found.getByRole('button', { name: 'Read this device' }).click();

    const live = page.getByRole('region', { name: 'Live numbers' });
    const card = live.getByRole('listitem').filter({ hasText: 'OffGas_CO2' });
    await expect(card).toContainText('2.5', { timeout: 40_000 });
    await expect(card).toContainText('raw 4020 0000');
    await expect(card).toContainText('noise ±', { timeout: 40_000 });

    const small = await page.locator('.bt-vessel :is(button, input:not([type=checkbox]), label.mantine-SegmentedControl-label):visible').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 47.5).map((one) => one.outerHTML.slice(0, 120))); // prettier-ignore
    expect(small).toEqual([]);

    await page.keyboard.press('x');
    await expect(page.locator('.bt-vessel')).toHaveAttribute('data-sunlight', 'true');
    await page.getByRole('button', { name: 'Sunlight' }).click();

    await page.getByLabel('Name of the recording').fill('Spec');
    await page.getByRole('combobox', { name: /^For the bioreactor/ }).fill('R1');
    await page.getByRole('button', { name: 'Record 9 readings' }).click();
    const bar = page.getByRole('region', { name: 'Recording', exact: true });
    await expect(bar).toContainText('safe on the disk up to');
    await bar.getByLabel('Note in the recording').fill('Filter changed');
    await bar.getByRole('button', { name: 'Keep the note' }).click();
    await expect(bar.getByLabel('Note in the recording')).toHaveValue('');
    await bar.getByRole('button', { name: 'Stop and close the file' }).click();
    await expect(bar.getByRole('button', { name: /^Record/ })).toBeVisible();

    await page.getByRole('button', { name: 'Merge Spec here' }).click();
    const report = page.getByRole('region', { name: /^Spec, recorded by/ });
    await expect(report).toContainText('this computer itself', { timeout: 40_000 });
    await expect(report).toContainText('Reactor 1 is a simulated unit: no file may feed it');
    await expect(report).toContainText('Filter changed');
    await expect(report.getByRole('button', { name: /^Merge/ })).toBeDisabled();

    await removeConnection(page);
    await page.evaluate(() => (location.hash = '#/'));
  });
});
