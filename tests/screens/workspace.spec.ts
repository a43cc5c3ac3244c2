import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app-under-test';

const tab = (page: Page, name: string | RegExp): Locator => page.getByRole('tab', { name });

/** A dialog that closes keeps the letters until it is gone. */
async function keys(page: Page, ...pressed: string[]): Promise<void> {
  if (pressed[0] === 'w' || pressed[0] === 'Control+z') await expect(page.getByRole('dialog')).toBeHidden();
  for (const key of pressed) await page.keyboard.press(key);
}

async function openWorkspace(page: Page, path = '#/workspace'): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), path);
  await expect(page.getByTestId('dock')).toBeVisible();
}

/** Adds a panel of a kind as a keyboard does: from the catalogue, by its name. */
async function addByKeyboard(page: Page, kind: string): Promise<void> {
  await keys(page, 'w', 'a');
  const choice = page.getByRole('dialog').getByRole('button', { name: new RegExp(`^${kind}`) });
  await choice.focus();
  await keys(page, 'Enter');
}

test.describe('workspace', () => {
  test.describe.configure({ mode: 'serial' });

  test('a layout is built by keyboard, undone step by step, and redone', async ({ app: { page } }) => {
    await page.evaluate(() => (location.hash = '#/'));
    await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
    await keys(page, 'g', 'w');
    await expect(page.getByText('No panels yet')).toBeVisible();
    await addByKeyboard(page, 'Alarms');
    await page.getByRole('dialog').getByRole('button', { name: 'Show it' }).press('Enter');
    await expect(tab(page, /^Alarms/)).toBeVisible();
    await addByKeyboard(page, 'Trend');
    await page.getByRole('dialog').getByLabel('Channels', { exact: true }).first().fill('Dissolved');
    await keys(page, 'ArrowDown', 'Enter', 'Tab');
    await page.getByRole('dialog').getByRole('button', { name: 'Show it' }).press('Enter');
    await expect(tab(page, /^DO/)).toBeVisible();
    await expect(page.locator('.bt-ws-panel .bt-trend canvas')).toBeVisible();
    await keys(page, 'w', 'd');
    await expect(tab(page, /^DO/)).toHaveCount(2);
    await keys(page, 'w', 'r');
    await page.getByRole('textbox', { name: /^Name/ }).fill('Oxygen at night');
    await keys(page, 'Enter');
    await expect(tab(page, 'Oxygen at night')).toBeVisible();
    await keys(page, 'w', 'm');
    await expect(page.getByRole('button', { name: 'Oxygen at night: put back' })).toBeVisible();
    await keys(page, 'w', 'm', 'w', 'x');
    await expect(tab(page, 'Oxygen at night')).toHaveCount(0);
    await keys(page, 'Control+z');
    await expect(tab(page, 'Oxygen at night')).toBeVisible();
    await keys(page, 'Control+z', 'Control+z');
    await expect(page.getByRole('tab')).toHaveCount(2);
    await keys(page, 'Control+z', 'Control+z');
    await expect(page.getByText('No panels yet')).toBeVisible();
    await keys(page, ...Array.from({ length: 4 }, () => 'Control+Shift+z'));
    await expect(tab(page, 'Oxygen at night')).toBeVisible();
    await expect(page.getByRole('tab')).toHaveCount(3);
  });

  test('channels are dragged from the tree into a panel and beside one; a whole unit on one is refused with words', async ({
    app: { page },
  }) => {
    const room = page.getByTestId('dock');
    const tree = page.getByRole('complementary', { name: 'Channels' });
    await tree.getByRole('textbox').fill('R1 pH');
    await tree.locator('[data-channel="R1/pH"]').dragTo(page.locator('.bt-ws-panel:has(.bt-trend)').first());
    await expect(page.locator('[data-tags~="pH"]').first()).toBeVisible();
    await tree.getByRole('textbox').fill('R2 Temp_Broth');
    const alarms = page.locator('.bt-ws-panel', { hasText: 'All alarms' });
    const box = await alarms.boundingBox();
    await tree.locator('[data-channel="R2/Temp_Broth"]').dragTo(alarms, {
      targetPosition: { x: (box?.width ?? 100) / 2, y: (box?.height ?? 100) - 8 },
    });
    await expect(tab(page, /Broth temperature · /)).toBeVisible();
    await expect(room.getByRole('tab')).toHaveCount(4);
    await tree.getByRole('textbox').fill('');
    // Other specs may have brought units of their own: this one has more channels than a trend takes.
    const whole = tree.locator('summary', { hasText: 'Reactor 1' });
    await expect(tree.locator('summary', { hasText: 'Reactor 2' })).toBeVisible();
    const before = await page.evaluate(() => document.querySelectorAll('.bt-trend li').length);
    await whole.dragTo(page.locator('.bt-ws-panel:has(.bt-trend)').first());
    await expect(
      page.getByText(/lines in one trend cannot be told apart: it shows at most 12/),
    ).toBeVisible();
    expect(await page.evaluate(() => document.querySelectorAll('.bt-trend li').length)).toBe(before);
    await keys(page, 'Control+z');
    await expect(room.getByRole('tab')).toHaveCount(3);
    await keys(page, 'Control+Shift+z');
    await expect(room.getByRole('tab')).toHaveCount(4);
  });

  test('what nobody kept outlives a reload; what is kept has versions, and an older one comes back', async ({
    app: { page },
  }) => {
    await page.reload();
    await expect(page.getByRole('tab')).toHaveCount(4);
    await expect(page.getByTestId('layout-state')).toHaveText('Not kept');
    await keys(page, 'Control+s');
    await page.getByRole('textbox', { name: 'Name' }).fill('Night shift');
    await keys(page, 'Enter');
    await expect(page.getByTestId('layout-state')).toHaveText('Version 1, mine');
    await expect(page).toHaveURL(/#\/workspace\/[a-z0-9-]+$/);
    await expect(page.getByRole('tab')).toHaveCount(4);
    await keys(page, 'w', 'x', 'Control+s');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    await expect(page.getByTestId('layout-state')).toHaveText('Version 2, mine');
    await expect(page.getByRole('tab')).toHaveCount(3);
    await keys(page, 'w', 'o');
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await expect(page.getByRole('tab')).toHaveCount(4);
    await expect(page.getByTestId('layout-state')).toHaveText('Not kept');
    await keys(page, 'Control+z');
    await expect(page.getByTestId('layout-state')).toHaveText('Version 2, mine');
  });

  test('a damaged file and one of a newer version are refused, and what was open stays', async ({
    app: { page },
  }) => {
    await keys(page, 'w', 'o');
    const file = page.getByRole('dialog').locator('input[type="file"]');
    const give = (text: string) =>
      file.setInputFiles({ name: 'wall.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await give('{"format":"bioprocess-twin-workspace","version":1,"name":"x"');
    await expect(page.getByRole('region', { name: 'Files' }).getByRole('alert')).toContainText(
      'It is damaged',
    );
    await give('{"format":"bioprocess-twin-workspace","version":9,"name":"x","panels":[],"root":null}');
    await expect(page.getByRole('region', { name: 'Files' }).getByRole('alert')).toContainText(
      'newer version',
    );
    await keys(page, 'Escape');
    await expect(page.getByRole('tab')).toHaveCount(3);
  });

  test('a kiosk shows panels and alarms alone, says what is simulated, and is left with Escape', async ({
    app: { page },
  }) => {
    await keys(page, 'w', 'f');
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeHidden();
    await expect(page.getByTestId('simulated-mark').last()).toBeVisible();
    await expect(page.getByRole('tab')).toHaveCount(3);
    await keys(page, 'Escape');
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  });
});

test.describe('workspace, to everybody', () => {
  for (const scheme of ['light', 'dark'] as const)
    for (const preset of ['Technician', 'Control-room engineer', 'Scientist', 'Wall'])
      test(`preset ${preset} has no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await openWorkspace(page);
        await keys(page, 'w', 'o');
        await page
          .getByRole('dialog')
          .getByRole('button', { name: new RegExp(`^${preset}`) })
          .click();
        await expect(page.getByRole('dialog')).toBeHidden();
        await expect(page.locator('.bt-trend canvas').first()).toBeVisible();
        const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('.mantine-Notification-root');
        const { violations } = await axe.analyze();
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
      });
});
