import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Json } from '../../../shared/model/ledger-entry';
import type { Task } from '../../../shared/model/quality/field';
import { fromLocalInput, localInput } from './quality-words';
import { tr } from '../../strings/translate';

interface Props {
  readonly label: string;
  readonly tasks: readonly Task[];
  readonly onChange: (tasks: Json) => void;
}

const dayMs = 86_400_000;

/** The tasks of a plan: what, who, until when, done with which evidence. */
export function TasksInput({ label, tasks, onChange }: Props) {
  const set = (at: number, task: Partial<Task>): void =>
    onChange(tasks.map((one, place) => (place === at ? { ...one, ...task } : { ...one })));
  const more = (): void =>
    onChange([
      ...tasks.map((one) => ({ ...one })),
      {
        what: tr('New task'),
        owner: tr('To be named'),
        dueAt: Date.now() + 7 * dayMs,
        doneAt: null,
        evidence: '',
      },
    ]);
  return (
    <fieldset className="bt-qms-tasks">
      <legend>{label}</legend>
      {tasks.map((task, at) => (
        // Tasks have no id of their own: their place is what they are told apart by.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="bt-qms-task">
          <TextInput
            label={tr('Task')}
            value={task.what}
            onChange={(event) => set(at, { what: event.currentTarget.value })}
          />
          <TextInput
            label={tr('By')}
            value={task.owner}
            onChange={(event) => set(at, { owner: event.currentTarget.value })}
          />
          <TextInput
            label={tr('Due')}
            type="datetime-local"
            value={localInput(task.dueAt)}
            onChange={(event) => set(at, { dueAt: fromLocalInput(event.currentTarget.value) ?? task.dueAt })}
          />
          <TextInput
            label={tr('Evidence')}
            value={task.evidence}
            onChange={(event) => set(at, { evidence: event.currentTarget.value })}
          />
          <Checkbox
            label={tr('Done')}
            checked={task.doneAt !== null}
            onChange={(event) => set(at, { doneAt: event.currentTarget.checked ? Date.now() : null })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={tr('Leave out task {at}', { at: at + 1 })}
            onClick={() => onChange(tasks.filter((_, place) => place !== at).map((one) => ({ ...one })))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={more}
      >
        {tr('Task')}
      </Button>
    </fieldset>
  );
}
