import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { NewPassword, noPassword, typedProblem } from './new-password';
import { useDeed } from './use-deed';
import { tr } from '../../strings/translate';

/** Sets an own password with the secret an administrator handed over; signs in where that may be. */
export function InvitationForm({ onDone }: { readonly onDone: () => void }) {
  const { client, session } = useStation();
  const [userId, setUserId] = useState('');
  const [secret, setSecret] = useState('');
  const [password, setPassword] = useState(noPassword);
  const [code, setCode] = useState('');
  const { busy, problem, run } = useDeed();
  const redeem = async (): Promise<void> => {
    const totp = code.trim() === '' ? {} : { totp: code.trim() };
    const who = { userId: userId.trim(), password: password.first };
    const { verified } = await client.people.redeem({ ...who, secret, ...totp });
    if (verified && code === '') {
      const { key } = await client.people.signIn(who);
      return session.signedIn(key);
    }
    notifications.show({
      title: tr('Your password is set'),
      message: verified
        ? tr('Sign in with it.')
        : tr('An administrator must verify who you are before you can sign in.'),
      autoClose: false,
    });
    onDone();
  };
  return (
    <form
      aria-label={tr('Use an invitation')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(redeem);
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={tr('User id')}
          data-autofocus
          required
          autoComplete="username"
          value={userId}
          onChange={(event) => setUserId(event.currentTarget.value)}
        />
        <TextInput
          label={tr('Invitation')}
          description={tr(
            'Five groups of five letters, from your administrator; it opens once, within 24 hours',
          )}
          required
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <NewPassword value={password} onChange={setPassword} />
        {problem?.field === 'totp' && (
          <TextInput
            label={tr('Code of your authenticator')}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={typedProblem(password) !== null}>
            {tr('Set the password')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
