import { Button, Group, Select, Stack } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { navigate, qualityItemPath } from '../../app/route';
import type { BatchId, UnitId } from '../../../shared/model/identity';
import type { Json } from '../../../shared/model/ledger-entry';
import { isAsked } from '../../../shared/model/quality/field';
import type { QualityKind } from '../../../shared/model/quality/machine';
import { machines } from '../../../shared/model/quality/machines';
import { useBatches, useUnits } from '../../station/queries';
import { Notice } from '../../ui/notice';
import { FieldInput } from './field-input';
import { tidied } from './tidied';
import { useQualityDeed } from './use-quality';
import { tr, trNode } from '../../strings/translate';

/** Where a new item comes from, when it was opened from somewhere. */
export interface NewItemPlace {
  readonly unitId?: UnitId | null;
  readonly batchId?: BatchId | null;
}

interface Props extends NewItemPlace {
  readonly kind: QualityKind;
  readonly onDone: () => void;
}

function NewItemForm({ kind, onDone, ...place }: Props) {
  const machine = machines[kind];
  const [values, setValues] = useState<Record<string, Json>>(
    kind === 'deviation' ? { source: 'manual' } : {},
  );
  const [unitId, setUnitId] = useState<UnitId | null>(place.unitId ?? null);
  const [batchId, setBatchId] = useState<BatchId | null>(place.batchId ?? null);
  const { ask, busy, problem } = useQualityDeed();
  const first = machine.states[0]?.needs ?? [];
  const fields = machine.fields.filter((field) => first.includes(field.name) && isAsked(field, values));
  const go = async (): Promise<void> => {
    const made = await ask((quality) => quality.open({ kind, unitId, batchId, values: tidied(values) }));
    if (!made) return;
    onDone();
    navigate(qualityItemPath(made.item.id));
  };
  return (
    <form
      aria-label={tr('New {word}', { word: machine.noun.toLowerCase() })}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack gap="sm">
        {(kind === 'deviation' || kind === 'capa') && (
          <PlaceFields {...{ unitId, batchId, setUnitId, setBatchId }} />
        )}
        {fields.map((field, at) => (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name]}
            autoFocus={at === 0}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        <p className="bt-dim bt-qms-small">
          {tr('What is not known yet can stay empty; it is asked for before the next step.')}
        </p>
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {trNode('Open {word}', { word: machine.noun.toLowerCase() })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface PlaceProps {
  readonly unitId: UnitId | null;
  readonly batchId: BatchId | null;
  readonly setUnitId: (id: UnitId | null) => void;
  readonly setBatchId: (id: BatchId | null) => void;
}

function PlaceFields({ unitId, batchId, setUnitId, setBatchId }: PlaceProps) {
  const { data: units } = useUnits();
  const { data: batches } = useBatches();
  const ofUnit = (batches ?? []).filter((batch) => unitId === null || batch.unitId === unitId);
  return (
    <Group grow align="start">
      <Select
        label={tr('Unit')}
        clearable
        data={(units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={unitId}
        onChange={(id) => setUnitId(units?.find((unit) => unit.id === id)?.id ?? null)}
      />
      <Select
        label={tr('Batch')}
        clearable
        searchable
        data={ofUnit.map(({ id, name }) => ({ value: id, label: name }))}
        value={batchId}
        onChange={(id) => {
          const batch = batches?.find((one) => one.id === id);
          setBatchId(batch?.id ?? null);
          if (batch) setUnitId(batch.unitId);
        }}
      />
    </Group>
  );
}

/** Asks what the first state asks for, and opens an item. */
export function openNewItem(kind: QualityKind, place: NewItemPlace = {}): void {
  const id = modals.open({
    title: tr('New {word}', { word: machines[kind].noun.toLowerCase() }),
    size: 640,
    children: <NewItemForm kind={kind} {...place} onDone={() => modals.close(id)} />,
  });
}
