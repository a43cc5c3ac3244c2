import { Button, Modal, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BatchSummary } from '../../../shared/contract/units';
import type { GoldenSummary } from '../../../shared/model/golden-batch';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { Notice } from '../../ui/notice';
import { batchIdsOf, useGoldenDeeds } from './use-compare';

interface Props {
  readonly chosen: readonly BatchSummary[];
  /** The one a next version is made of; null for a new one. */
  readonly of: GoldenSummary | null;
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

/** Makes a golden batch, or the next version of one, from the chosen batches. */
export function GoldenForm({ chosen, of, onMade, onClose }: Props) {
  const deeds = useGoldenDeeds();
  const [name, setName] = useState(of?.name ?? '');
  const [centre, setCentre] = useState<'median' | 'mean'>('median');
  const [width, setWidth] = useState(3);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const ended = chosen.filter(({ endedAt }) => endedAt !== null);
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const batchIds = batchIdsOf(ended.map(({ id }) => id));
      const made = await deeds.make(of?.id ?? null, { name: name.trim(), batchIds, centre, width }, reason);
      onMade(made.id);
      onClose();
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        of === null
          ? tr('Golden batch of {count} batches', { count: ended.length })
          : tr('Next version of {name} of {count} batches', { name: of.name, count: ended.length })
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={tr('Name')}
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={tr('Centre of the tunnel')}
            data={[
              { value: 'median', label: tr('Median, robust') },
              { value: 'mean', label: tr('Mean') },
            ]}
            value={centre}
            onChange={(value) => setCentre(value === 'mean' ? 'mean' : 'median')}
          />
          <NumberInput
            label={tr('Half width of the tunnel, standard deviations')}
            min={1}
            max={6}
            step={0.5}
            value={width}
            onChange={(value) => setWidth(Number(value) || 3)}
          />
          <TextInput
            label={tr('Reason')}
            description={tr('It stands in the audit ledger with the version.')}
            required
            minLength={3}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {problem !== null && <Notice kind="warn">{problem}</Notice>}
          <Button type="submit" loading={busy} disabled={ended.length < 3}>
            {tr('Make golden batch')}
          </Button>
          {ended.length < 3 && (
            <p className="bt-panel-note">{tr('Choose three batches that have ended, or more.')}</p>
          )}
        </Stack>
      </form>
    </Modal>
  );
}
