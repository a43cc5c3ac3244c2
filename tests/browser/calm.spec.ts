import { expect, launchBrowser, test } from '../screens/app-under-test';

/** Of an image, how many of its pixels are strongly coloured: chroma above 0.35 of what is possible. */
async function colouredShare(png: Buffer): Promise<number> {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const share = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (!context) throw new Error('No canvas to count pixels on');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let coloured = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [red = 0, green = 0, blue = 0] = [data[i], data[i + 1], data[i + 2]];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 0.35 * 255) coloured += 1;
    }
    return coloured / (data.length / 4);
  }, png.toString('base64'));
  await browser.close();
  return share;
}

for (const scheme of ['light', 'dark'] as const)
  test(`a normal overview is grey: under 2 % of its pixels are strongly coloured, in ${scheme}`, async ({
    app: { page },
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(() => (location.hash = '#/'));
    await expect(page.getByTestId('unit-card-R1').locator('canvas').first()).toBeVisible();
    const share = await colouredShare(await page.screenshot());
    console.log(`strongly coloured, ${scheme}: ${(100 * share).toFixed(2)} %`);
    expect(share).toBeLessThan(0.02);
    await page.emulateMedia({ colorScheme: null });
  });
