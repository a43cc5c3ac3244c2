import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { attestationText } from '../../../shared/model/person';
import { userIdProblem } from '../../../shared/model/user-id';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { NewPassword, noPassword, typedProblem } from './new-password';
import { useDeed } from './use-deed';
import { tr } from '../../strings/translate';

/** Nobody has an account yet: whoever stands here makes the first, who then invites everybody else. */
export function FirstAdministrator() {
  const { client, session } = useStation();
  const [name, setName] = useState('');
  const [userId, setUserId] = useState('');
  const [password, setPassword] = useState(noPassword);
  const [attested, setAttested] = useState(false);
  const { busy, problem, run } = useDeed();
  const wrongId = userId === '' ? null : userIdProblem(userId);
  const missing = typedProblem(password) ?? wrongId ?? (attested ? null : tr('Attest it first'));
  return (
    <form
      aria-label={tr('Make the first administrator')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => {
          const made = await client.people.first({ name, userId, password: password.first, attested: true });
          await session.signedIn(made.key);
        });
      }}
    >
      <Stack gap="sm">
        <Notice kind="quiet">
          {tr(
            'There is no account yet, and no password that came with the product. From the first administrator on, everything but looking needs a person who is signed in.',
          )}
        </Notice>
        <Group grow align="flex-start">
          <TextInput
            label={tr('Full name, as it is printed')}
            data-autofocus
            required
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={tr('User id')}
            required
            autoComplete="username"
            value={userId}
            error={wrongId}
            onChange={(event) => setUserId(event.currentTarget.value)}
          />
        </Group>
        <NewPassword value={password} onChange={setPassword} />
        <Checkbox
          checked={attested}
          onChange={(event) => setAttested(event.currentTarget.checked)}
          label={attestationText}
        />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={missing !== null}>
            {tr('Make the administrator and sign in')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
