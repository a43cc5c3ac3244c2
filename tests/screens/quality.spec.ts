import { expect, signInAs, test } from './app-under-test';

test('a deviation is opened, moved on and voided by the signature of QA, by the keyboard', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await expect(page.getByText('Nothing yet.', { exact: false })).toBeVisible();
  await page.keyboard.press('n');
  const form = page.getByRole('form', { name: 'New deviation' });
  await form.getByLabel('Title').fill('Foam in the exhaust');
  await form.getByLabel('Category').fill('Foam');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await form.getByLabel('Began').fill('2026-01-05T08:30');
  await form.getByLabel('What was expected').fill('No foam above the port');
  await form.getByLabel('What happened').fill('Foam rose into the exhaust line and wetted the filter');
  await form.getByLabel('What was done at once').fill('Antifoam');
  await form.getByLabel('Evidence').fill('R1/Foam');
  await form.getByLabel('Evidence').press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'DEV-', exact: false })).toContainText(
    'Foam in the exhaust',
  );
  await page.getByRole('button', { name: 'On to triage' }).press('Enter');
  await page
    .getByRole('form', { name: 'On to triage' })
    .getByRole('button', { name: 'On to triage' })
    .press('Enter');
  await expect(page.getByRole('list', { name: 'States' }).locator('[aria-current]')).toHaveText('Triage');
  await expect(page.getByRole('button', { name: 'On to investigation' })).toBeDisabled();
  await expect(page.getByRole('list', { name: 'Before On to investigation' })).toContainText(
    'Missing: Containment',
  );

  await page.getByRole('button', { name: 'Void…' }).press('Enter');
  await page.getByLabel('Reason').fill('.');
  await page.getByRole('button', { name: 'Ask for the signature' }).press('Enter');
  await expect(page.getByRole('form', { name: 'Void' }).getByRole('alert')).toContainText('give a reason');
  await page.getByLabel('Reason').fill('Opened to try the form');
  await page.getByRole('button', { name: 'Ask for the signature' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Sign' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('to be signed: Void')).toBeVisible();

  await signInAs(page, 'qa-approver');
  await page.getByRole('button', { name: 'Sign…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Sign' });
  await dialog.getByLabel('User id').fill('demo-qa-approver');
  await dialog.getByLabel('Reason').fill('Opened to try the form');
  await dialog.getByRole('textbox', { name: 'Password' }).fill('demo plant only qa-approver');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'States' }).locator('[aria-current]')).toHaveText('Voided');
  await expect(
    page
      .getByRole('region', { name: 'Signatures' })
      .getByRole('article', { name: 'Voided, Quinn Demo (demo)' }),
  ).toContainText('Valid');
  await signInAs(page, 'engineer');
});
