import { expect, test } from '../screens/app-under-test';

test('without the token a browser is told how to get in', async ({ app: { station }, browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const answer = await page.goto(station?.origin ?? '');
  expect(answer?.status()).toBe(401);
  await expect(page.getByText('This station asks for its token')).toBeVisible();
  await context.close();
});

test('the page to try the API calls a route', async ({ app: { page, station } }) => {
  const problems: string[] = [];
  const docs = await page.context().newPage();
  docs.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await docs.goto(`${station?.origin}/api-docs`);
  await docs.getByText('All bioreactors with batch and channels').click();
  await docs.getByRole('button', { name: 'Try it out' }).click();
  await docs.getByRole('button', { name: 'Execute' }).click();
  await expect(docs.getByText('"simulated": true').first()).toBeVisible();
  expect(problems).toEqual([]);
  await docs.close();
});

test('a station that is killed and started again finds its screens waiting', async ({
  app: { page, station },
}) => {
  expect(station?.process.exitCode).toBeNull();
  await page.evaluate(() => (location.hash = '#/system'));
  await expect(page.getByText('simulator', { exact: true })).toBeVisible();
  await expect(page.getByText('twin', { exact: true })).toBeVisible();
});
