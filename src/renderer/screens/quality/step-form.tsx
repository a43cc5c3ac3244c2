import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { openSignRecord } from '../../app/sign-record';
import type { Json } from '../../../shared/model/ledger-entry';
import type { QualityItem } from '../../../shared/model/quality/item';
import type { Transition } from '../../../shared/model/quality/machine';
import { machines } from '../../../shared/model/quality/machines';
import { Notice } from '../../ui/notice';
import { FieldInput } from './field-input';
import { useQualityDeed } from './use-quality';
import { tr } from '../../strings/translate';

interface Props {
  readonly item: QualityItem;
  /** Null where a step that waits is taken back. */
  readonly step: Transition | null;
  readonly onDone: (after: QualityItem | null) => void;
}

function StepForm({ item, step, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [values, setValues] = useState<Record<string, Json>>({});
  const { ask, busy, problem } = useQualityDeed();
  const machine = machines[item.kind];
  const asks = machine.fields.filter(({ name }) => step?.asks?.includes(name));
  const needsReason = step === null || step.backward === true;
  const go = async (): Promise<void> => {
    const { id, version } = item;
    const done = await ask((quality) =>
      step === null
        ? quality.withdraw({ id, version, reason })
        : quality.step({ id, version, step: step.id, reason: needsReason ? reason : null, values }),
    );
    if (done) onDone(done.item);
  };
  return (
    <form
      aria-label={tr(step?.words) ?? tr('Take it back')}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack gap="sm">
        <p className="bt-qms-small">{effectOf(item, step)}</p>
        {asks.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name]}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        {needsReason && (
          <Textarea
            label={tr('Reason')}
            description={tr('Kept for ever with the step')}
            data-autofocus
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onDone(null)}>
            {tr('Cancel')}
          </Button>
          <Button type="submit" loading={busy} {...(needsReason ? {} : { 'data-autofocus': true })}>
            {step === null
              ? tr('Take it back')
              : step.meaning === undefined
                ? tr(step.words)
                : tr('Ask for the signature')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function effectOf(item: QualityItem, step: Transition | null): string {
  const { states } = machines[item.kind];
  if (step === null) return tr('The step is not taken. What was asked for stays in the history.');
  const to = states.find(({ id }) => id === step.to)?.words;
  const then = to === undefined ? tr('The state stays.') : tr('It is "{to}" then.', { to });
  return step.meaning === undefined
    ? then
    : tr('{first} It happens once it is signed; until then nothing else can be written.', { first: then });
}

/** Asks for what a step needs, takes it, and goes on to its signature where it has one. */
export function openStep(item: QualityItem, step: Transition): void {
  const id = modals.open({
    title: `${step.words} ${item.id}`,
    size: 560,
    children: (
      <StepForm
        item={item}
        step={step}
        onDone={(after) => {
          modals.close(id);
          if (after?.pending)
            openSignRecord([{ type: after.kind, id: after.id, version: after.version }], step.meaning);
        }}
      />
    ),
  });
}

/** Takes back a step that waits for its signature. */
export function openWithdraw(item: QualityItem): void {
  const id = modals.open({
    title: tr('Take back a step of {id}', { id: item.id }),
    size: 560,
    children: <StepForm item={item} step={null} onDone={() => modals.close(id)} />,
  });
}
