import { floatWords, startModbusPeer, type ModbusPeer } from '../flow/peers/modbus-peer';
import { openSerialPair, type SerialPair } from '../flow/peers/serial-pair';
import { expect, test } from '../screens/app-under-test';

interface Metric {
  readonly pid: number;
  readonly name?: string;
  readonly serviceName?: string;
}

const air = [20.9, 0.04, 400, 24.5, 45, 10.2, 13.9, 1013, 50].flatMap(floatWords);
let pair: SerialPair;
let peer: ModbusPeer;

test.beforeAll(async () => {
  pair = await openSerialPair();
  peer = await startModbusPeer('rtu', pair.far, { 100: { input: air, holding: [0, 0] } });
});
test.afterAll(async () => {
  await peer.stop();
  await pair.remove();
});

test('an analyser on a serial line is typed in, tried and read by a process of its own, which comes back', async ({
  app: { page, electron },
}) => {
  if (!electron) throw new Error('This spec wants the desktop');
  await page.evaluate(() => (location.hash = '#/connections/new'));
  await page.getByRole('button', { name: /^Modbus RTU/ }).click();
  const form = page.getByRole('form', { name: 'Connection settings' });
  await form.getByLabel('Name').fill('Analyser under test');
  await form.getByLabel('Port', { exact: false }).first().fill(pair.near);
  await page.keyboard.press('Tab');
  await form.getByLabel('Register map').first().click();
  await page.getByRole('option', { name: /exhaust gas analyser/ }).click();
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form.getByRole('status')).toContainText('9 values came', { timeout: 15_000 });
  await form.getByRole('button', { name: 'Save and connect' }).click();
  const device = page.getByRole('region', { name: /exhaust gas analyser, bus id 100/ });
  await expect(device).toContainText('Good', { timeout: 15_000 });
  await expect(device.getByRole('row', { name: /^Oxygen/ })).toContainText('20.9');

  const pidOf = (): Promise<number | undefined> =>
    electron.evaluate(({ app: running }) => {
      const metrics = running.getAppMetrics() as Metric[];
      const isOurs = (name?: string): boolean => name?.includes('driver:analyser-under-test') ?? false;
      return metrics.find((metric) => isOurs(metric.name) || isOurs(metric.serviceName))?.pid;
    });
  const before = await pidOf();
  if (before === undefined) throw new Error('No process of the connection');
  process.kill(before, 'SIGKILL');
  await expect.poll(pidOf, { timeout: 10_000 }).not.toBe(before);
  await expect(device).toContainText('Good', { timeout: 10_000 });

  await page.getByRole('button', { name: 'Remove…' }).click();
  await page
    .getByRole('dialog', { name: /^Remove Analyser under test/ })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(page.getByRole('link', { name: /Analyser under test/ })).toBeHidden();
});
