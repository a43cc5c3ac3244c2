import { expect, test } from '../screens/app-under-test';

interface Metric {
  readonly pid: number;
  readonly name?: string;
  readonly serviceName?: string;
}

for (const worker of ['station', 'twin', 'simulator'])
  test(`kill -9 on the ${worker}: the window stays and everything is back`, async ({
    app: { page, electron },
  }) => {
    if (!electron) throw new Error('This spec wants the desktop');
    const pidOf = async (): Promise<number | undefined> =>
      electron.evaluate(({ app: running }, name) => {
        const metrics = running.getAppMetrics() as Metric[];
        return metrics.find((metric) => metric.name?.includes(name) || metric.serviceName?.includes(name))
          ?.pid;
      }, worker);
    await page.evaluate(() => (location.hash = '#/unit/R1'));
    const value = page.locator('[data-tag="Temp_Broth"]');
    await expect(value).toContainText(/\d/);
    const before = await pidOf();
    if (before === undefined) throw new Error(`No process of the ${worker}`);
    process.kill(before, 'SIGKILL');
    await expect.poll(pidOf, { timeout: 10_000 }).not.toBe(before);
    await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online', { timeout: 10_000 });
    const then = await value.textContent();
    await expect.poll(() => value.textContent()).not.toBe(then);
    expect(electron.windows()).toHaveLength(1);
  });
