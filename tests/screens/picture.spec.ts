import type { Page } from '@playwright/test';
import { expect, test } from './app-under-test';

/** Takes what the page hands over as a file, in the place of the browser. */
async function savedBy(page: Page, save: () => Promise<void>): Promise<{ name: string; text: string }> {
  await page.evaluate(() => {
    const saved: { name: string; text: string }[] = [];
    Object.assign(window, { savedFiles: saved });
    const blobs = new Map<string, Blob>();
    const addressOf = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = addressOf(blob);
      if (blob instanceof Blob) blobs.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement): void {
      const name = this.download;
      void blobs
        .get(this.href)
        ?.text()
        .then((text) => saved.push({ name, text }));
    };
  });
  await save();
  const first = (): Promise<{ name: string; text: string } | undefined> =>
    page.evaluate(
      () => (window as unknown as { savedFiles: { name: string; text: string }[] }).savedFiles[0],
    );
  await expect.poll(first).toBeDefined();
  return (await first()) ?? { name: '', text: '' };
}

test('a panel is saved as a picture that says what it shows, thinned out only where asked', async ({
  app: { page },
}) => {
  await page.evaluate(() => (location.hash = '#/unit/R1?range=1h'));
  const trend = page.getByRole('region', { name: 'Off-gas trend' });
  await expect(trend.locator('.bt-trend-level')).toHaveText(/raw|30 s/);
  const dialog = page.getByRole('dialog', { name: 'Save a picture of Off-gas' });
  const openByKey = async (): Promise<void> => {
    await trend.getByRole('application').focus();
    await page.keyboard.press('Control+s');
    await expect(dialog).toBeVisible();
  };

  const picture = await savedBy(page, async () => {
    await openByKey();
    await expect(dialog.getByRole('switch', { name: 'Thin out by LTTB' })).not.toBeChecked();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
  });
  expect(picture.name).toMatch(/^reactor-1-off-gas-.*\.png$/);
  expect(picture.text.slice(1, 4)).toBe('PNG');

  const drawing = await savedBy(page, async () => {
    await openByKey();
    await dialog.getByRole('radio', { name: 'Drawing (SVG)' }).check();
    await dialog.getByRole('switch', { name: 'Thin out by LTTB' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
  });
  for (const words of ['Reactor 1 · Off-gas', '% CO₂', 'SIMULATED', 'UTC', 'spikes may be missing'])
    expect(drawing.text).toContain(words);
  expect(drawing.text).not.toContain('NaN');
});
