import { connectAsync } from 'mqtt';
import { mosquittoMissing, startMosquitto } from '../flow/mosquitto';
import { expect, test } from '../screens/app-under-test';

test('a person bridges what is read to a broker, watches it through an outage, and takes it away', async ({
  app: { page },
}) => {
  test.skip(mosquittoMissing, 'mosquitto is not installed');
  const broker = await startMosquitto();
  const plant = await connectAsync(broker.url);
  const heard = new Set<string>();
  plant.on('message', (topic) => heard.add(topic));
  await plant.subscribeAsync('bt/#', { qos: 1 });
  await page.evaluate(() => (location.hash = '#/connections/bridges_out'));
  await page.getByRole('button', { name: 'Add a bridge' }).click();
  const form = page.getByRole('form', { name: 'Bridge settings' });
  await form.getByRole('button', { name: 'Save and connect' }).click();
  await expect(form).toContainText('Not saved yet: Give the bridge a name. Enter a host name or address.');
  await form.getByLabel(/^Name/).fill('Control room');
  await form.getByLabel(/^Host/).fill('localhost');
  await form.getByLabel(/^Port/).fill(String(broker.port));
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form).toContainText('Nothing was published.');
  await form.getByRole('button', { name: 'Save and connect' }).click();
  // The simulated plant may still hand in its past hours: then it catches up with those.
  const works = /All sent|Sending|Catching up/;
  const panel = page.getByRole('region', { name: 'Control room', exact: true });
  await expect(panel).toContainText(works);
  // The simulated plant's readings are there, and that they are simulated.
  await expect.poll(() => [...heard].some((topic) => topic.endsWith('/pH'))).toBe(true);
  await expect.poll(() => [...heard].some((topic) => topic.endsWith('/batch'))).toBe(true);
  await plant.endAsync();
  await broker.stop();
  await expect(panel).toContainText('Kept here');
  await expect(panel).toContainText(/[1-9][\d ]* readings/);
  await broker.start();
  await expect(panel).toContainText(works, { timeout: 30_000 });
  await panel.getByRole('button', { name: 'Remove…' }).click();
  await page
    .getByRole('dialog', { name: 'Remove Control room?' })
    .getByRole('button', { name: 'Remove', exact: true })
    .click();
  await expect(panel).toBeHidden();
  await broker.stop();
});
