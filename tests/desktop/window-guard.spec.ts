import { expect, test } from '../screens/app-under-test';

test('the page has no Node, opens no foreign window and goes nowhere else', async ({
  app: { page, electron },
}) => {
  const seen = await page.evaluate(() => ({
    node: [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')],
    opened: window.open('https://elsewhere.example') === null,
    origin: location.origin,
  }));
  expect(seen).toEqual({ node: ['undefined', 'undefined'], opened: true, origin: 'app://bundle' });
  // Asked of the main process: for the page's driver a navigation that was denied is under way for ever.
  const after = await electron?.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    await window?.webContents.executeJavaScript("location.href = 'https://elsewhere.example'; 0");
    await new Promise((resolve) => setTimeout(resolve, 500));
    return [window?.webContents.getURL(), BrowserWindow.getAllWindows().length];
  });
  expect(after).toEqual([expect.stringMatching(/^app:\/\/bundle\//), 1]);
  await page.reload();
});

test('the page has no violation of its content security policy', async ({ app: { page } }) => {
  const broken: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) broken.push(message.text());
  });
  await page.reload();
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  expect(broken).toEqual([]);
});
