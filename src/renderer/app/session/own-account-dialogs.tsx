import { modals } from '@mantine/modals';
import type { Station } from '../../station/station';
import { AttestForm } from './attest-form';
import { AuthenticatorForm } from './authenticator-form';
import { ChangePasswordForm } from './change-password-form';
import { tr } from '../../strings/translate';

/** Asks for the old password and a new one. */
export function openChangePassword(station: Station): void {
  const id = modals.open({
    title: tr('Change your password'),
    children: <ChangePasswordForm station={station} onDone={() => modals.close(id)} />,
  });
}

/** Shows the QR code of one-time codes and proves the authenticator with one of them. */
export function openAuthenticator(station: Station): void {
  const id = modals.open({
    title: tr('Set up an authenticator'),
    children: <AuthenticatorForm station={station} onDone={() => modals.close(id)} />,
  });
}

/** What a signature means, attested once. */
export function openAttest(station: Station): void {
  const id = modals.open({
    title: tr('Before your first signature'),
    children: <AttestForm station={station} onDone={() => modals.close(id)} />,
  });
}
