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
  await page.evaluate(() => {
    location.href = 'https://elsewhere.example';
  });
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  expect(await page.evaluate(() => location.origin)).toBe('app://bundle');
  expect(electron?.windows()).toHaveLength(1);
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
