import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStation } from '../../station/station-context';
import { usePeopleStatus } from '../../station/use-session';
import { Notice } from '../../ui/notice';
import { DemoPeople } from './demo-people';
import { useDeed } from './use-deed';
import { tr } from '../../strings/translate';

/** User id, password and, where the person has one, the code of the authenticator. */
export function SignInForm() {
  const { client, session } = useStation();
  const status = usePeopleStatus();
  const [userId, setUserId] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const { busy, problem, run } = useDeed();

  const signIn = (as: { userId: string; password: string }): Promise<boolean> =>
    run(async () => {
      const totp = code.trim() === '' ? {} : { totp: code.trim() };
      const { key } = await client.people.signIn({ ...as, ...totp });
      await session.signedIn(key);
    });
  const codeAsked = asksCode || problem?.field === 'totp';
  return (
    <form
      aria-label={tr('Sign in')}
      onSubmit={(event) => {
        event.preventDefault();
        if (codeAsked) setAsksCode(true);
        void signIn({ userId: userId.trim(), password });
      }}
    >
      <Stack gap="sm">
        {status?.ended && <Notice kind="quiet">{status.ended}</Notice>}
        <TextInput
          label={tr('User id')}
          autoComplete="username"
          data-autofocus
          required
          value={userId}
          onChange={(event) => setUserId(event.currentTarget.value)}
        />
        <PasswordInput
          label={tr('Password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {codeAsked && (
          <TextInput
            label={tr('Code of your authenticator')}
            description={tr('Six digits')}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Sign in')}
          </Button>
        </Group>
        <DemoPeople people={status?.demo ?? []} busy={busy} onChoose={(as) => void signIn(as)} />
      </Stack>
    </form>
  );
}
