import { connectAsync } from 'mqtt';
import { mosquittoMissing, startMosquitto } from '../flow/mosquitto';
import { expect, test } from './app-under-test';

test('a person connects a broker, sees strange topics and maps one', async ({ app: { page } }) => {
  test.skip(mosquittoMissing, 'mosquitto is not installed');
  const broker = await startMosquitto();
  const plant = await connectAsync(broker.url);
  await page.evaluate(() => (location.hash = '#/connections'));
  await page.getByText('Add a connection').first().click();
  const form = page.getByRole('form', { name: 'Connection settings' });
  await form.getByLabel(/^Name/).fill('Pilot hall');
  await form.getByLabel(/^Host/).fill('127.0.0.1');
  await form.getByLabel(/^Port/).fill('9');
  await page.getByRole('button', { name: /test/i }).click();
  await expect(page.getByText(/refused|nothing listens|not answer/i).first()).toBeVisible();
  await form.getByLabel(/^Port/).fill(String(broker.port));
  await page.getByRole('button', { name: /^save/i }).click();
  await expect(page.getByText('Pilot hall').first()).toBeVisible();
  const publishing = setInterval(() => {
    void plant.publishAsync('bt/P1/pH', JSON.stringify({ t: Date.now(), v: 5.2, q: 0, seq: Date.now() }), {
      qos: 1,
    });
    void plant.publishAsync('hall/probe/turbidity', '7.5', { qos: 1 });
  }, 300);
  await expect(page.getByRole('region', { name: 'Topics that feed nothing', exact: true })).toContainText(
    'hall/probe/turbidity',
  );
  await expect(page.getByRole('navigation', { name: 'Screens' })).toContainText('P1');
  clearInterval(publishing);
  await plant.endAsync();
  await broker.stop();
  // A broker that is gone is told on every screen; back again, but silent, is another trouble.
  await page.evaluate(() => (location.hash = '#/'));
  await expect(page.getByTestId('troubles')).toContainText('Pilot hall');
  await broker.start();
  await expect(page.getByTestId('troubles')).toContainText('Pilot hall is connected but sends nothing', {
    timeout: 60_000,
  });
  await broker.stop();
});
