import { Checkbox, Select, TextInput } from '@mantine/core';
import { vesselScales, type VesselScale } from '../../../shared/model/channel-catalogue';
import { unitIdSchema, type BatchId } from '../../../shared/model/identity';
import { useUnits } from '../../station/queries';
import { Panel } from '../../ui/panel';
import { useBatches } from './batch-choice';
import { tr } from '../../strings/translate';

/** Where a table goes, as it is typed. */
export interface TargetDraft {
  /** Empty for a new one. */
  readonly unitId: string;
  readonly newUnit: string;
  readonly batchId: BatchId | null;
  readonly batchName: string;
  readonly scale: VesselScale;
  readonly simulated: boolean;
}

interface Props {
  readonly draft: TargetDraft;
  readonly onChange: (draft: TargetDraft) => void;
}

/** The bioreactor and the batch that a table becomes history of. */
export function TargetStep({ draft, onChange }: Props) {
  const { data: units } = useUnits();
  const { data: batches } = useBatches();
  const set = (part: Partial<TargetDraft>): void => onChange({ ...draft, ...part });
  const ended = batches?.filter(({ unitId, endedAt }) => unitId === draft.unitId && endedAt !== null) ?? [];
  const isNew = draft.unitId === '';
  return (
    <Panel title={tr('4 Place')}>
      <div className="bt-panel-body bt-data-form">
        <Select
          label={tr('Bioreactor')}
          allowDeselect={false}
          data={[
            { value: '', label: tr('A new one…') },
            ...(units?.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ]}
          value={draft.unitId}
          onChange={(unitId) =>
            set({
              unitId: unitId ?? '',
              batchId: null,
              simulated: units?.find(({ id }) => id === unitId)?.simulated ?? draft.simulated,
            })
          }
        />
        {isNew && <NewUnit draft={draft} set={set} />}
        {ended.length > 0 && (
          <Select
            label={tr('Batch')}
            allowDeselect={false}
            data={[
              { value: '', label: tr('A new one…') },
              ...ended.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={draft.batchId ?? ''}
            onChange={(id) => set({ batchId: ended.find((batch) => batch.id === id)?.id ?? null })}
          />
        )}
        {draft.batchId === null && (
          <TextInput
            label={tr('Name of the new batch')}
            maxLength={80}
            value={draft.batchName}
            error={draft.batchName.trim() === '' && tr('A batch needs a name')}
            onChange={(event) => set({ batchName: event.currentTarget.value })}
          />
        )}
        <p className="bt-data-words">
          {tr(
            'The new batch goes from the first to the last time of the file. A batch that runs takes no table.',
          )}
        </p>
      </div>
    </Panel>
  );
}

function NewUnit({
  draft,
  set,
}: {
  readonly draft: TargetDraft;
  readonly set: (part: Partial<TargetDraft>) => void;
}) {
  const wrong = draft.newUnit !== '' && !unitIdSchema.safeParse(draft.newUnit).success;
  return (
    <div className="bt-data-row">
      <TextInput
        label={tr('Its name')}
        placeholder={tr('LAB-1')}
        value={draft.newUnit}
        error={wrong && tr('1 to 40 letters, digits, _ or -')}
        onChange={(event) => set({ newUnit: event.currentTarget.value })}
      />
      <Select
        label={tr('Size')}
        allowDeselect={false}
        data={[...vesselScales]}
        value={draft.scale}
        onChange={(scale) => set({ scale: scale === '15L' ? '15L' : '1L' })}
      />
      <Checkbox
        className="bt-data-check"
        label={tr('From a simulator')}
        checked={draft.simulated}
        onChange={(event) => set({ simulated: event.currentTarget.checked })}
      />
    </div>
  );
}
