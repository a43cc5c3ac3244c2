import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { Invitation } from '../../../shared/contract/people';
import { Notice } from '../../ui/notice';
import { dateTimeText } from '../../ui/time-words';
import { tr, trNode } from '../../strings/translate';

/** The secret of an invitation, this once. */
export function showSecret({ userId, secret, until }: Invitation, name: string): void {
  const id = modals.open({
    title: tr('Invitation for {name}', { name }),
    closeOnClickOutside: false,
    children: (
      <Stack gap="sm">
        <Text size="sm">
          {trNode(
            'Hand this to {name} only. With the user id {span} it sets a password, once, until {dateTimeText}: Sign in, With an invitation.',
            { name, span: <span className="bt-mono">{userId}</span>, dateTimeText: dateTimeText(until) },
          )}
        </Text>
        <p className="bt-secret" data-testid="invitation">
          {secret}
        </p>
        <Notice kind="quiet">{tr('It is shown only now and kept nowhere.')}</Notice>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? tr('Copied') : tr('Copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={() => modals.close(id)}>{tr('Handed over')}</Button>
        </Group>
      </Stack>
    ),
  });
}
