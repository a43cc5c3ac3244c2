import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { phases } from '../../../shared/model/phase';
import { type PhaseOverride, phaseOverrideSchema } from '../../../shared/model/phase-override';
import type { Station } from '../../station/station';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { tr } from '../../strings/translate';

interface FormProps {
  readonly station: Station;
  readonly unit: UnitSummary;
  readonly onDone: (set: PhaseOverride) => void;
}

const givenSchema = phaseOverrideSchema.omit({ at: true });
const offered = phases
  .filter(({ id }) => id !== 'none')
  .map(({ id, words }) => ({ value: id, label: words }));

function PhaseForm({ station, unit, onDone }: FormProps) {
  const [phase, setPhase] = useState<string | null>(unit.phase === 'none' ? null : unit.phase);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    if (phase === null) return setProblem(tr('Choose a phase'));
    const given = givenSchema.safeParse({ phase, reason });
    if (!given.success) return setProblem(given.error.issues[0]?.message ?? tr('Say why, in a few words'));
    setBusy(true);
    try {
      onDone(await station.client.phases.override({ unitId: unit.id, ...given.data }));
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack>
        <Text size="sm">
          {tr('Holds from now on. What was recorded stays as it is; the rules go on from the phase you set.')}
        </Text>
        <Select
          label={tr('Phase')}
          data={offered}
          value={phase}
          allowDeselect={false}
          onChange={setPhase}
          data-autofocus
        />
        <Textarea
          label={tr('Reason')}
          description={tr('Kept with the batch')}
          required
          autosize
          minRows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Set phase')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks for the phase that the running batch is in, and why, then sets it. */
export function openSetPhase(station: Station, unit: UnitSummary): void {
  const id = modals.open({
    title: tr('Set the phase of {name}', { name: unit.name }),
    children: (
      <PhaseForm
        station={station}
        unit={unit}
        onDone={({ phase }) => {
          modals.close(id);
          notifications.show({
            title: tr('Phase set on {name}', { name: unit.name }),
            message: tr('{phaseWords}, with the next window of half a minute', {
              phaseWords: phaseWords(phase),
            }),
          });
        }}
      />
    ),
  });
}

/** The name of a phase. */
export function phaseWords(id: string): string {
  return tr(phases.find((phase) => phase.id === id)?.words) ?? id;
}
