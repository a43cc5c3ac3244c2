import { expect, type Page } from '@playwright/test';
import type { CountedKeyboard } from './keyboard';

export type Who = 'technician' | 'engineer' | 'scientist' | 'qa-reviewer' | 'qa-approver';
const passwordOf = (who: Who): string => `demo plant only ${who}`;

/** Signs in with user id and password, by keyboard alone. */
export async function signIn(page: Page, keys: CountedKeyboard, who: Who): Promise<void> {
  await page.locator('main').focus();
  const signedOut = page.getByRole('banner').getByRole('button', { name: 'Sign in' });
  if (await signedOut.isHidden()) {
    await keys.press('Control+k');
    const search = page.getByRole('textbox', { name: 'Search commands' });
    await expect(search).toBeFocused();
    await keys.type('Sign out');
    await expect(search).toHaveValue('Sign out');
    await keys.press('Enter');
    await expect(signedOut).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.locator('main').focus();
  }
  await keys.press('l');
  const form = page.getByRole('form', { name: 'Sign in' });
  await expect(form).toBeVisible();
  await form.getByLabel('User id').focus();
  await keys.type(`demo-${who}`);
  await keys.press('Tab');
  await keys.type(passwordOf(who));
  await keys.press('Enter');
  await expect(form).toBeHidden();
}

/** Presses the key of a form, goes through it and waits until its record stands open. */
export async function writeDown(
  page: Page,
  keys: CountedKeyboard,
  key: string,
  values: Record<string, string>,
): Promise<void> {
  await page.locator('main').focus();
  await keys.press(key);
  await expect(page.locator('.bt-form [name="eventAt"]')).toBeFocused();
  await keys.fill(values);
  await expect(page.locator('.bt-record h3').first()).toBeVisible();
}

/** Closes what is open beside the page. */
export async function close(page: Page, keys: CountedKeyboard): Promise<void> {
  await keys.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Signs the record that stands open. */
export async function sign(
  page: Page,
  keys: CountedKeyboard,
  who: Who,
  words: string,
  reason?: string,
): Promise<void> {
  await signBy(page, keys, who, `Sign: ${words}…`, reason);
}

/** Presses a button that opens the signing dialog, and signs. */
export async function signBy(
  page: Page,
  keys: CountedKeyboard,
  who: Who,
  button: string,
  reason?: string,
): Promise<void> {
  await keys.reach(page.getByRole('button', { name: button, exact: true }));
  await keys.press('Enter');
  const form = page.getByRole('form', { name: /^Sign / });
  await expect(form).toBeVisible();
  if (reason !== undefined) {
    await form.getByLabel('Reason').focus();
    await keys.type(reason);
  }
  const userId = form.getByLabel('User id');
  if (await userId.isVisible()) {
    await userId.focus();
    await keys.type(`demo-${who}`);
  }
  await form.locator('input[type=password]').focus();
  await keys.type(passwordOf(who));
  await keys.press('Enter');
  await expect(form).toBeHidden();
}

/** Opens a record of the list by its title. */
export async function open(page: Page, keys: CountedKeyboard, title: string | RegExp): Promise<void> {
  await keys.reach(page.getByRole('table', { name: 'Records' }).getByRole('button', { name: title }).last());
  await keys.press('Enter');
  await expect(page.locator('.bt-record h3').first()).toBeVisible();
}

/** Goes from the records of a batch to its batch record, and waits until the rules of the review have run on it. */
export async function openBatchRecord(page: Page, keys: CountedKeyboard): Promise<void> {
  await keys.reach(page.getByRole('link', { name: 'Open the batch record' }));
  await keys.press('Enter');
  await expect(page.getByText(/Evaluated \d+ of \d+ rules/).first()).toBeVisible({ timeout: 60_000 });
}

/** Decides about every open exception at once, where there is one. */
export async function decideAll(page: Page, keys: CountedKeyboard, reason: string): Promise<void> {
  await keys.reach(page.getByRole('button', { name: /^Choose all \d+ open$/ }));
  await keys.press('Enter');
  const form = page.getByRole('form', { name: 'Decision' });
  await keys.reach(form.getByLabel('Reason'));
  await keys.type(reason);
  await keys.reach(form.getByRole('button', { name: 'Decide' }));
  await keys.press('Enter');
  await expect(form).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('tab', { name: /^Exceptions \(0 open of \d+\)$/ })).toBeVisible();
}

/** From the batch record back to the records of its batch. */
export async function backToRecords(page: Page, keys: CountedKeyboard): Promise<void> {
  await keys.reach(page.locator('.bt-record-head').getByRole('link', { name: 'Records' }));
  await keys.press('Enter');
  await expect(page.getByTestId('batch-state')).toBeVisible();
}
