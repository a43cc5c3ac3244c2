import { expect, test, type Browser, type Page } from '@playwright/test';
import { launchBrowser } from '../screens/app-under-test';
import { removeDataDir, startHeadless, type HeadlessStation } from '../screens/headless-station';

let station: HeadlessStation;
let browser: Browser;
test.beforeAll(async () => {
  station = await startHeadless(['--no-demo']);
  browser = await launchBrowser();
});
test.afterAll(async () => {
  await browser.close();
  await station.stop();
  await removeDataDir(station.dataDir);
});

const adminPassword = 'the crane lifts blue boxes';
const technicianPassword = 'a drum full of glycerol';

async function makeFirstAdministrator(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make the first administrator' }).first().click();
  const form = page.getByRole('form', { name: 'Make the first administrator' });
  await form.getByLabel('Full name').fill('Ada Lindgren');
  await form.getByRole('textbox', { name: 'User id' }).fill('ada');
  await form.getByLabel('New password').fill('passwordpassword');
  await form.getByLabel('The same again').fill('passwordpassword');
  await form.getByRole('checkbox').check();
  const make = form.getByRole('button', { name: 'Make the administrator' });
  await make.click();
  await expect(form.getByRole('alert')).toContainText('tried first');
  await form.getByLabel('New password').fill(adminPassword);
  await form.getByLabel('The same again').fill(adminPassword);
  await make.click();
  await expect(page.getByRole('button', { name: 'Ada Lindgren, Administrator: account' })).toBeVisible();
  await expect(form).toBeHidden();
}

async function invite(page: Page): Promise<string> {
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const form = page.getByRole('form', { name: 'Invite somebody' });
  await form.getByLabel('Full name').fill('Tom Berg');
  await form.getByRole('textbox', { name: 'User id' }).fill('аdа.t');
  await expect(form.getByText('Letters of two scripts are mixed')).toBeVisible();
  await form.getByRole('textbox', { name: 'User id' }).fill('tom.berg');
  await form.getByLabel('How do you know who it is?').fill('staff badge seen');
  await form.getByLabel('Reason').fill('nobody else is here yet');
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  const secret = (await page.getByTestId('invitation').textContent()) ?? '';
  await page.getByRole('button', { name: 'Handed over' }).click();
  return secret;
}

async function redeem(page: Page, secret: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('With an invitation').click();
  const form = page.getByRole('form', { name: 'Use an invitation' });
  await form.getByRole('textbox', { name: 'User id' }).fill('tom.berg');
  await form.getByLabel('Invitation').fill(secret);
  await form.getByLabel('New password').fill(technicianPassword);
  await form.getByLabel('The same again').fill(technicianPassword);
  await form.getByRole('button', { name: 'Set the password' }).click();
}

test('first administrator, invitation, sign-in on the way to an action, a role that goes at once', async () => {
  const [admin, technician] = await Promise.all(
    [0, 1].map(async () => (await browser.newContext()).newPage()),
  );
  if (!admin || !technician) throw new Error('No page');
  await admin.goto(station.url);
  await makeFirstAdministrator(admin);
  const secret = await invite(admin);

  await technician.goto(station.url);
  await redeem(technician, secret);
  await technician.getByRole('button', { name: 'Read and attest' }).click();
  await technician.getByLabel(/^Your password/).fill(technicianPassword);
  await technician.getByRole('button', { name: 'Attest', exact: true }).click();
  await expect(technician.getByText('You can look, but not act yet')).toBeHidden();
  await expect(technician.getByRole('form', { name: 'Attest' })).toBeHidden();

  // The session outlives a reload of its window.
  await technician.reload();
  const account = technician.getByRole('button', { name: 'Tom Berg, Technician: account' });
  await expect(account).toBeVisible();

  // Locked: the view goes on, an action asks for the password and then goes on by itself.
  await technician.keyboard.press('l');
  await expect(technician.getByTestId('session-ended')).toContainText('The live view goes on');
  await expect(technician.getByTestId('link-state')).toHaveAttribute('data-state', 'online');
  await technician.evaluate(() => (location.hash = '#/connections/new'));
  const connection = technician.getByRole('form', { name: 'Connection settings' });
  await connection.getByLabel(/^Name/).fill('Line 1');
  await connection.getByLabel(/^Host/).fill('127.0.0.1');
  await technician.getByRole('button', { name: /^save/i }).click();
  const dialog = technician.getByRole('form', { name: 'Sign in' });
  await dialog.getByRole('textbox', { name: 'User id' }).fill('tom.berg');
  await dialog.getByLabel(/^Password/).fill(technicianPassword);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(technician.getByText('Your roles do not include this for the whole plant')).toBeVisible();

  // Under change control an edit asks for a change or a reason, and the audit trail tells it.
  await admin.evaluate(() => (location.hash = '#/system'));
  const control = admin.getByRole('region', { name: 'Change control' });
  await control.getByRole('button', { name: 'Set…' }).click();
  await admin.getByRole('combobox', { name: 'Edits of settings' }).click();
  await admin.getByRole('option', { name: /^Reasoned/ }).click();
  await control.getByLabel('Reason').fill('the plant is released');
  await control.getByRole('button', { name: 'Save' }).click();
  await expect(control).toContainText('Reasoned: an approved change, or a reason');
  await admin.evaluate(() => (location.hash = '#/connections/new'));
  const line = admin.getByRole('form', { name: 'Connection settings' });
  await line.getByLabel(/^Name/).fill('Line 2');
  await line.getByLabel(/^Host/).fill('127.0.0.1');
  await admin.getByRole('button', { name: /^save/i }).click();
  const question = admin.getByRole('form', { name: 'Change control', exact: true });
  await question.getByLabel('Reason').fill('broker moved to another machine');
  await question.getByRole('button', { name: 'Go on' }).click();
  await expect(question).toBeHidden();
  await expect(admin.getByRole('switch', { name: 'Enabled' })).toBeVisible();
  await admin.evaluate(() => (location.hash = '#/audit'));
  await expect(
    admin.getByRole('cell', { name: 'Outside change control: broker moved to another machine' }).first(),
  ).toBeVisible();
  await admin.evaluate(() => (location.hash = '#/people'));

  await admin.getByRole('button', { name: 'End the role Technician of Tom Berg' }).click();
  await admin.getByLabel('Reason').fill('moved to another team');
  await admin.getByRole('button', { name: 'End the role', exact: true }).click();
  await expect(technician.getByTestId('session-ended')).toContainText('Your roles were changed');
  await expect(account).toBeHidden();

  // Gone for ever, and back under another user id as the same person.
  await admin.getByRole('button', { name: 'Account of Tom Berg' }).click();
  await admin.getByRole('menuitem', { name: 'Disable for ever…' }).click();
  await admin.getByLabel('Reason').fill('left the company');
  await admin.getByRole('button', { name: 'Disable for ever', exact: true }).click();
  await admin.getByRole('button', { name: 'Invite Tom Berg again' }).click();
  const again = admin.getByRole('form', { name: 'Invite somebody' });
  await again.getByRole('textbox', { name: 'User id' }).fill('tom.berg2');
  await again.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(admin.getByTestId('invitation')).toBeVisible();
  await admin.getByRole('button', { name: 'Handed over' }).click();
  await expect(admin.getByRole('cell', { name: 'tom.berg2' }).first()).toBeVisible();
});
