import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { attestationText } from '../../../shared/model/person';
import type { Station } from '../../station/station';
import { Notice } from '../../ui/notice';
import { useDeed } from './use-deed';
import { tr } from '../../strings/translate';

/** One-time attestation, with the password. */
export function AttestForm({ station, onDone }: { readonly station: Station; readonly onDone: () => void }) {
  const [password, setPassword] = useState('');
  const { busy, problem, run } = useDeed();
  const attest = async (): Promise<void> => {
    await station.client.people.attest({ password });
    await station.session.refresh();
    onDone();
  };
  return (
    <form
      aria-label={tr('Attest')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(attest);
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{attestationText}</Text>
        <PasswordInput
          label={tr('Your password')}
          data-autofocus
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Attest')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
