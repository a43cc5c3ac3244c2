import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GoldenSummary } from '../../../shared/model/golden-batch';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { Notice } from '../../ui/notice';
import { useGoldenDeeds } from './use-compare';

/** Takes a golden batch off the list, with a reason; its versions stay. */
export function WithdrawButton({ golden }: { readonly golden: GoldenSummary }) {
  const { withdraw } = useGoldenDeeds();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    try {
      await withdraw(golden.id, reason);
      setOpen(false);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-end">
      <Popover.Target>
        <Button variant="subtle" color="gray" onClick={() => setOpen(!open)}>
          {tr('Withdraw…')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          <Stack gap="xs">
            <TextInput
              label={tr('Why {name} is withdrawn', { name: golden.name })}
              required
              minLength={3}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {problem !== null && <Notice kind="warn">{problem}</Notice>}
            <Button type="submit">{tr('Withdraw')}</Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
