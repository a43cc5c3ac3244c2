import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { Invitation } from '../../../shared/contract/people';
import { Notice } from '../../ui/notice';
import { dateTimeText } from '../../ui/time-words';

/** The secret of an invitation, this once. */
export function showSecret({ userId, secret, until }: Invitation, name: string): void {
  const id = modals.open({
    title: `Invitation for ${name}`,
    closeOnClickOutside: false,
    children: (
      <Stack gap="sm">
        <Text size="sm">
          Hand this to {name} only. With the user id <span className="bt-mono">{userId}</span> it sets a
          password, once, until {dateTimeText(until)}: Sign in, With an invitation.
        </Text>
        <p className="bt-secret" data-testid="invitation">
          {secret}
        </p>
        <Notice kind="quiet">It is shown only now and kept nowhere.</Notice>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button onClick={() => modals.close(id)}>Handed over</Button>
        </Group>
      </Stack>
    ),
  });
}
