import { Modal, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { usePeopleStatus, useSignInAsked } from '../../station/use-session';
import { useStation } from '../../station/station-context';
import { FirstAdministrator } from './first-administrator';
import { InvitationForm } from './invitation-form';
import { SignInForm } from './sign-in-form';
import { tr } from '../../strings/translate';
import './session.css';

/** Opens where an action needs a person, or where somebody asks for it; the action goes on after it. */
export function SignInDialog() {
  const { session } = useStation();
  const opened = useSignInAsked();
  const status = usePeopleStatus();
  const [way, setWay] = useState<'sign-in' | 'invitation'>('sign-in');
  const first = status?.inUse === false;
  const close = (): void => {
    setWay('sign-in');
    session.giveUp();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={first ? tr('Make the first administrator') : tr('Sign in')}
      size={first ? 'lg' : 'md'}
      zIndex={400}
      closeButtonProps={{ 'aria-label': tr('Close without signing in') }}
    >
      {first ? (
        <FirstAdministrator />
      ) : (
        <Stack gap="md">
          <SegmentedControl
            aria-label={tr('How to come in')}
            size="xs"
            value={way}
            onChange={(value) => setWay(value === 'invitation' ? 'invitation' : 'sign-in')}
            data={[
              { value: 'sign-in', label: tr('With a password') },
              { value: 'invitation', label: tr('With an invitation') },
            ]}
          />
          {way === 'sign-in' ? <SignInForm /> : <InvitationForm onDone={() => setWay('sign-in')} />}
        </Stack>
      )}
    </Modal>
  );
}
