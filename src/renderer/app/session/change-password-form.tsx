import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Station } from '../../station/station';
import { Notice } from '../../ui/notice';
import { NewPassword, noPassword, typedProblem } from './new-password';
import { useDeed } from './use-deed';
import { tr } from '../../strings/translate';

/** The password as it is, and another one. Other sessions of the person end. */
export function ChangePasswordForm({
  station,
  onDone,
}: {
  readonly station: Station;
  readonly onDone: () => void;
}) {
  const [password, setPassword] = useState('');
  const [next, setNext] = useState(noPassword);
  const [code, setCode] = useState('');
  const { busy, problem, run } = useDeed();
  const totp = station.session.get()?.me?.totp ?? false;
  const change = async (): Promise<void> => {
    const proof = totp ? { totp: code.trim() } : {};
    await station.client.people.changePassword({ password, next: next.first, ...proof });
    notifications.show({ title: tr('Password changed'), message: tr('Your other sessions have ended.') });
    onDone();
  };
  return (
    <form
      aria-label={tr('Change your password')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(change);
      }}
    >
      <Stack gap="sm">
        <PasswordInput
          label={tr('Password now')}
          data-autofocus
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {totp && (
          <TextInput
            label={tr('Code of your authenticator')}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <NewPassword value={next} onChange={setNext} />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={typedProblem(next) !== null}>
            {tr('Change the password')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
