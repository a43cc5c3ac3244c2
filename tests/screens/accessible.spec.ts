import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './app-under-test';

const routes = ['/', '/unit/R1', '/connections', '/system'];

for (const scheme of ['light', 'dark'] as const)
  for (const route of routes)
    test(`${route} has no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate((path) => (location.hash = `#${path}`), route);
      await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
      await page.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
    });
