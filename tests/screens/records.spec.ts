import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, signInAs, test } from './app-under-test';
import { countKeys } from './keyboard';
import * as mock from './mock-batch';
import {
  backToRecords,
  close,
  decideAll,
  open,
  openBatchRecord,
  sign,
  signBy,
  signIn,
  writeDown,
} from './records-by-keyboard';
import { tooSmall } from './too-small';

const vessel = 'Kettle-1';

/** A vessel without a batch: what the engineer does once, long before. Here it comes with a table of its past. */
async function makeVessel(page: Page): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bt-vessel-'));
  const path = join(dir, 'past.csv');
  writeFileSync(path, 'time,pH\n2024-03-01T08:00:00Z,5.01\n2024-03-01T08:00:10Z,5.02\n');
  await page.evaluate(() => (location.hash = '#/data/import'));
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByLabel('Its name').fill(vessel);
  const last = page.getByRole('region', { name: 'Try and import' });
  await last.getByRole('button', { name: 'Import' }).click();
  await expect(last).toContainText('samples imported');
  await page.evaluate(() => (location.hash = '#/'));
  rmSync(dir, { recursive: true, force: true });
}

test.describe('records', () => {
  test.describe.configure({ mode: 'serial' });
  // In the browser all of it is done on a tablet's view, with targets for gloves.
  test.beforeAll(async ({ app: { page, electron } }) => {
    if (electron) return;
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.evaluate(() => localStorage.setItem('bt-touch', 'on'));
  });
  test.afterAll(async ({ app: { page, electron } }) => {
    await signInAs(page, 'engineer');
    if (electron) return;
    await page.evaluate(() => localStorage.removeItem('bt-touch'));
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  test('a mock batch from its plan to its end, by keyboard alone', async ({ app: { page } }) => {
    test.setTimeout(600_000);
    const keys = countKeys(page);
    await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
    await signIn(page, keys, 'engineer');
    await makeVessel(page);
    const begun = Date.now();
    const before = keys.strokes();
    await signIn(page, keys, 'technician');
    await keys.press('g');
    await keys.press('r');
    await expect(page).toHaveURL(/#\/records$/);
    await expect(page.getByRole('button', { name: 'Plan a batch…' })).toBeVisible();
    await keys.press('b');
    await expect(page.locator('.bt-form [name="eventAt"]')).toBeFocused();
    await keys.fill(mock.planOf('PP-2026-031', vessel));
    await expect(page.getByRole('heading', { name: /PP-2026-031/ })).toBeVisible();

    await writeDown(page, keys, 'm', mock.medium());
    await close(page, keys);
    for (const one of mock.calibrations()) {
      await writeDown(page, keys, 'c', one);
      await expect(page.locator('.bt-verdict-words')).toContainText(/pass/i);
      await sign(page, keys, 'technician', 'Calibration accepted');
      await close(page, keys);
    }
    await writeDown(page, keys, 'i', mock.inoculation('CR-77'));
    await close(page, keys);

    await signIn(page, keys, 'engineer');
    await open(page, keys, '10 L');
    await sign(page, keys, 'engineer', 'Media released for use');
    await close(page, keys);
    await expect(page.locator('[data-gate="media-released"]')).toContainText('Met');
    await expect(page.locator('[data-gate="do-calibrated"]')).toContainText('Met');
    await open(page, keys, /CR-77/);
    await sign(page, keys, 'engineer', 'Gate overridden', 'Mock batch: no instruments on this vessel');
    await sign(page, keys, 'engineer', 'Inoculation authorised (GO)');
    await close(page, keys);
    await expect(page.getByTestId('batch-state')).toHaveAttribute('data-state', 'running');

    await signIn(page, keys, 'technician');
    for (const [odRaw, dilution] of [
      ['0,252', '1'],
      ['0.254', '1'],
      ['0,256', '1'],
      ['0.258', '1'],
      ['0.260', '1'],
      ['0.262', '1'],
      ['0.264', '1'],
      ['0,266', '1'],
    ] as const) {
      await writeDown(page, keys, 's', mock.sample(odRaw, dilution));
      await close(page, keys);
    }
    await writeDown(page, keys, 'p', mock.change);
    await close(page, keys);
    await writeDown(page, keys, 'f', mock.failure);
    await close(page, keys);
    await keys.reach(page.getByRole('button', { name: 'End batch…' }));
    await keys.press('Enter');
    await expect(page.getByRole('form', { name: 'End batch' })).toBeVisible();
    await keys.press('Enter');
    await expect(page.getByTestId('batch-state')).toHaveAttribute('data-state', 'ended');
    await writeDown(page, keys, 'e', mock.closure);
    await close(page, keys);
    const strokes = keys.strokes() - before;
    test.info().annotations.push({
      type: 'figure',
      description: `${strokes} key strokes, ${Math.round((Date.now() - begun) / 1000)} s driven`,
    });
    // 0.28 s a key (an average typist) leaves room to look at a form under 15 min.
    expect(strokes * 0.28).toBeLessThan(15 * 60);
  });

  test('a correction is a version with its reason; what cannot be is refused and stays seen', async ({
    app: { page },
  }) => {
    const samples = page.locator('tbody[data-kind="sample"] tr[data-record]');
    await samples.first().getByRole('button').click();
    await page.getByRole('button', { name: 'Correct…' }).click();
    const form = page.getByRole('form', { name: /^Correct sample/ });
    const reading = form.locator('[name="odRaw"]');
    await expect(reading).toHaveValue('0,252');
    await reading.fill('70');
    await expect(form).toContainText(/Impossible:.*cannot be \(-0\.1 to 5\)/);
    await form.locator('[name="reasonText"]').fill('Read the wrong line');
    await form.getByRole('button', { name: 'Save correction' }).click();
    await expect(form.getByRole('alert')).toContainText('Refused');
    await reading.fill('0,262');
    await expect(form.getByRole('row', { name: /Photometer reading/ })).toContainText('0,252');
    await form.getByRole('button', { name: 'Save correction' }).click();
    const versions = page.getByRole('region', { name: 'Versions' });
    await expect(versions).toContainText('Version 2');
    await expect(versions).toContainText('Read the wrong line');
    await page.keyboard.press('Escape');
    await expect(samples.first()).toContainText('version 2');
    await page.getByRole('button', { name: /Show Refused attempts/ }).click();
    await expect(page.getByRole('list', { name: 'Refused attempts' })).toContainText(/70/);
  });

  test('the time line shows it all over the trends and opens a record by keyboard', async ({
    app: { page },
  }) => {
    await page.getByRole('link', { name: 'Time line' }).click();
    const lanes = page.getByRole('region', { name: /on the time axis/ });
    await expect(lanes.getByRole('group', { name: /^Samples: [1-9]/ })).toBeVisible();
    await expect(lanes.getByRole('group', { name: /^Signatures: [1-9]/ })).toBeVisible();
    const list = page.getByRole('table', { name: 'Everything in order' });
    await list
      .getByRole('row', { name: /Samples/ })
      .getByRole('button')
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Versions' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  for (const scheme of ['light', 'dark'] as const)
    test(`records and forms have no serious accessibility fault in ${scheme}`, async ({ app: { page } }) => {
      await page.emulateMedia({ colorScheme: scheme });
      const faults: string[] = [];
      const look = async (what: string): Promise<void> => {
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        for (const { id, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            faults.push(`${what}: ${id}: ${nodes[0]?.target.join(' ')}`);
      };
      await look('time line');
      await page.getByRole('link', { name: 'Records', exact: true }).last().click();
      await expect(page.getByRole('table', { name: 'Records' })).toBeVisible();
      await look('records');
      await page.locator('tr[data-record]').first().getByRole('button').click();
      await expect(page.getByRole('region', { name: 'Versions' })).toBeVisible();
      await look('record');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Time line' }).click();
      const timeLine = page.url();
      // A batch that runs still takes calibrations; the one that was driven is in review.
      await page.evaluate(() => (location.hash = '#/records'));
      await page.getByRole('link', { name: 'Simulated 15 L methanol fed-batch' }).first().click();
      await expect(page.getByRole('heading', { name: 'Planned samples' })).toBeVisible();
      await page.locator('main').focus();
      await page.keyboard.press('c');
      await expect(page.getByRole('form', { name: /^Calibration/ })).toBeVisible();
      await look('form');
      await page.keyboard.press('Escape');
      await page.goto(timeLine);
      expect(faults).toEqual([]);
    });

  test('closure, technical review, review of the trail and release: each by its person, by keyboard alone', async ({
    app: { page, electron },
  }) => {
    test.setTimeout(240_000);
    const keys = countKeys(page);
    const state = page.getByTestId('batch-state');
    const steps = page.getByRole('list', { name: 'Review and release' });
    // Somebody else than who wrote it: the station refuses a decision about an entry of one's own.
    await signIn(page, keys, 'scientist');
    await expect(state).toHaveAttribute('data-state', 'in-review');
    await keys.reach(page.getByRole('link', { name: 'Records', exact: true }).last());
    await keys.press('Enter');
    // What is missing is said where the person stands.
    await expect(steps).toContainText('Open the batch record first');
    await openBatchRecord(page, keys);
    await expect(page.getByText(/exceptions? ha(s|ve) no decision yet/).first()).toBeVisible();
    await decideAll(page, keys, 'Mock batch without cells: looked at and known');
    if (!electron) expect(await tooSmall(page.locator('.bt-batch-record'))).toEqual([]);
    await signBy(page, keys, 'scientist', 'Technical review…');
    await backToRecords(page, keys);
    await expect(steps.getByRole('listitem').filter({ hasText: 'Technical review' })).toContainText('Done');

    if (!electron) expect(await tooSmall(page.locator('.bt-records'))).toEqual([]);
    await signIn(page, keys, 'qa-reviewer');
    await openBatchRecord(page, keys);
    await keys.reach(page.getByRole('tab', { name: 'Audit trail' }));
    await keys.press('Enter');
    await signBy(page, keys, 'qa-reviewer', 'Audit trail reviewed…');
    await backToRecords(page, keys);
    await expect(state).toHaveAttribute('data-state', 'closed');

    await signIn(page, keys, 'qa-approver');
    await openBatchRecord(page, keys);
    await signBy(page, keys, 'qa-approver', 'Batch accepted…');
    await backToRecords(page, keys);
    await expect(state).toHaveAttribute('data-state', 'released');
    await expect(steps).toContainText(/Batch accepted, Quinn Demo/);
  });
});
