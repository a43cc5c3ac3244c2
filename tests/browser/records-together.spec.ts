import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchBrowser } from '../screens/app-under-test';
import { makeDataDir, removeDataDir, startHeadless, type HeadlessStation } from '../screens/headless-station';
import { codePicture } from './code-picture';

type Ask = <T>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>;

/** Somebody of the demo, signed in over REST beside whoever sits at the window. */
async function personAt({ url, origin }: HeadlessStation, role: string): Promise<Ask> {
  const first = await fetch(url, { redirect: 'manual' });
  const cookie = (first.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  let session: string | null = null;
  const ask: Ask = async (method, path, body) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        origin,
        'content-type': 'application/json',
        ...(session === null ? {} : { 'x-session': session }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const read = (await answer.json()) as never;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(read)}`);
    return read;
  };
  const signedIn = { userId: `demo-${role}`, password: `demo plant only ${role}` };
  session = (await ask<{ key: string }>('POST', '/people/sign-in', signedIn)).key;
  return ask;
}

interface Run {
  readonly id: string;
  readonly unitId: string;
}
interface Handed {
  readonly record: { readonly id: string; readonly version: number };
}

let station: HeadlessStation;
let page: Page;
let emil: Ask;
let runs: readonly Run[] = [];
let leave: () => Promise<void>;

const runOn = (unitId: string): string => runs.find((run) => run.unitId === unitId)?.id ?? '';
const go = (unitId: string): Promise<unknown> =>
  page.evaluate((hash) => (location.hash = hash), `#/records/${runOn(unitId)}`);
const proposal = (rule: string): Locator =>
  page.getByRole('list', { name: 'Proposals' }).locator(`[data-proposal="${rule}"]`);
const drawer = (): Locator => page.locator('.bt-record');
const sampleRow = (): Locator => page.locator('tbody[data-kind="sample"] tr[data-record]').first();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const dataDir = await makeDataDir();
  station = await startHeadless([], dataDir);
  const browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  leave = async () => {
    await browser.close();
    await station.stop();
    await removeDataDir(dataDir);
  };
  emil = await personAt(station, 'engineer');
  await page.goto(station.url);
  await expect(page.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  await expect(async () => {
    runs = await emil<Run[]>('GET', '/ebr/batches');
    expect(runs).toHaveLength(2);
  }).toPass();
  // A feed that stood still is changed by somebody who writes nothing down: the station sees the line alone.
  await emil('POST', '/simulator/R1/set-point', { unitId: 'R1', name: 'glycerolFeedMlMin', value: 1.5 });
  await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Sign in as Dana Demo/ }).click();
  await expect(page.getByRole('banner')).toContainText('Dana Demo');
});
test.afterAll(() => leave());

test('a set point seen on the line is confirmed with the form, and what the form adds is in the record', async () => {
  await go('R1');
  const seen = proposal('set-point-step').filter({ hasText: 'Glycerol feed set from 0' }).first();
  await expect(seen).toBeVisible({ timeout: 40_000 });
  await seen.getByRole('button', { name: 'Confirm…' }).click();
  const form = page.getByRole('form', { name: /^Process change/ });
  await expect(form.locator('[name="newValue"]')).not.toHaveValue('');
  await form.locator('[name="planned"]').selectOption('planned');
  await form.locator('[name="link"]').fill('Step 4');
  await form.locator('[name="why"]').fill('Feed begun by hand as planned');
  await form.locator('[name="emergency"]').selectOption({ label: 'No' });
  await form.getByRole('button', { name: 'Save record' }).click();
  await expect(drawer()).toContainText('Feed begun by hand as planned');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Proposals' }).locator('[data-answered]')).toContainText(
    'Confirmed',
  );
});

test('a deviation seen on the trend shows its stretch, and is rejected with a reason that says something', async () => {
  await go('R2');
  const seen = proposal('oxygen-enrichment').first();
  await expect(seen).toBeVisible({ timeout: 60_000 });
  await expect(seen).toContainText(/Level 2, major.*Oxygen added for .* min, up to/);
  await seen.getByRole('button', { name: 'Show in the trend' }).click();
  await expect(page).toHaveURL(/range=\d+-\d+/);
  await expect(page.getByRole('table', { name: 'Everything in order' })).toBeVisible();
  await page.goBack();
  await seen.getByRole('button', { name: 'Reject…' }).click();
  const form = page.getByRole('form', { name: 'Reject a proposal' });
  await form.getByLabel('Why it needs no record').fill('.');
  await form.getByRole('button', { name: 'Reject' }).click();
  await expect(form).toContainText(/words|characters|Say/);
  await form.getByLabel('Why it needs no record').fill('The recipe of this batch adds oxygen');
  await form.getByRole('button', { name: 'Reject' }).click();
  const answered = page.getByRole('list', { name: 'Proposals' }).locator('[data-answered]');
  await expect(answered).toContainText(/Rejected.*The recipe of this batch adds oxygen/);
});

test('two people correct one record: the second sees the first, and nothing that was typed is lost', async () => {
  await go('R1');
  const { now } = await emil<{ now: number }>('GET', `/ebr/context?kind=sample&batchId=${runOn('R1')}`);
  const body = { sampleNo: 41, drawMl: 10, contaminants: 'none', notes: 'as drawn' };
  const entry = { kind: 'sample', batchId: runOn('R1'), unitId: null, eventAt: now, zone: 'UTC', body };
  const { record } = await emil<Handed>('POST', '/ebr/record', { entry });
  await sampleRow().getByRole('button').click();
  await page.getByRole('button', { name: 'Correct…' }).click();
  const form = page.getByRole('form', { name: /^Correct sample/ });
  await form.locator('[name="drawMl"]').fill('12');
  await form.locator('[name="reasonText"]').fill('Read from the wrong line');
  const theirs = { ...entry, body: { ...body, notes: 'seen by Emil' } };
  await emil('POST', `/ebr/${record.id}/amend`, {
    id: record.id,
    seen: record.version,
    entry: theirs,
    reason: { code: 'other', text: 'A note was missing' },
  });
  await form.getByRole('button', { name: 'Save correction' }).click();
  const conflict = page.getByRole('region', { name: 'Two corrections of one record' });
  await expect(conflict).toContainText('Emil Demo');
  await expect(conflict.getByRole('row', { name: /Withdrawn|Volume|mL/ }).first()).toContainText('12');
  await conflict.getByRole('button', { name: /^Take theirs for Notes/ }).click();
  await conflict.getByRole('button', { name: 'Go on from version 2' }).click();
  await form.getByRole('button', { name: 'Save correction' }).click();
  const versions = page.getByRole('region', { name: 'Versions' });
  await expect(versions).toContainText('Version 3');
  await expect(versions).toContainText('A note was missing');
  await expect(drawer()).toContainText('seen by Emil');
  await expect(drawer()).toContainText('12 mL');
});

test('a record is voided by signature with a reason, and stays', async () => {
  await drawer().getByRole('button', { name: 'Sign: Voided…' }).click();
  const form = page.getByRole('form', { name: /^Sign / });
  await form.getByLabel('Reason').fill('This sample was written down twice');
  await form.getByLabel('User id').fill('demo-technician');
  await form.locator('input[type=password]').fill('demo plant only technician');
  await form.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(form).toBeHidden();
  await expect(drawer()).toContainText('Voided, version 3');
  await expect(drawer().getByRole('button', { name: 'Correct…' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(sampleRow()).toContainText('Voided');
});

test('a code is read from a picture; one of another kind is refused and says what is wanted', async () => {
  await page.locator('main').focus();
  await page.keyboard.press('c');
  const form = page.getByRole('form', { name: /^Calibration/ });
  await form.locator('[name="probe"]').selectOption('ph');
  const serial = form.locator('[name="probeSerial"]');
  await serial.focus();
  await page.keyboard.press('Alt+s');
  const dialog = page.getByRole('dialog', { name: /^Scan/ });
  const choose = dialog.locator('input[type=file]');
  await choose.setInputFiles({
    name: 'vessel.bmp',
    mimeType: 'image/bmp',
    buffer: codePicture('qr', 'VESSEL:R-101'),
  });
  await expect(dialog).toContainText(/vessel/i);
  await choose.setInputFiles({
    name: 'probe.bmp',
    mimeType: 'image/bmp',
    buffer: codePicture('data-matrix', 'PROBE:PH-3'),
  });
  await expect(dialog).toBeHidden();
  await expect(serial).toHaveValue('PH-3');
});
