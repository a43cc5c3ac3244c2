import { Button, FileInput, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { vesselScales } from '../../../shared/model/channel-catalogue';
import { modelNameSchema, trainingTargets, type TrainingTargetId } from '../../../shared/model/training-plan';
import { modelPath, navigate } from '../../app/route';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { bytesText } from '../../ui/amount-words';
import { base64Of } from './base64-of';
import { useModelDeed } from './use-models';
import { tr } from '../../strings/translate';

interface Draft {
  readonly file: File | null;
  readonly name: string;
  readonly target: TrainingTargetId;
  readonly scale: (typeof vesselScales)[number];
  readonly purpose: string;
  readonly halfWidthPct: number;
}

const first: Draft = { file: null, name: '', target: 'OD600', scale: '15L', purpose: '', halfWidthPct: 20 };
const largestBytes = 65_000_000;

/** Takes in a model that was trained elsewhere. */
export function ImportTrees({ onDone }: { readonly onDone: () => void }) {
  const [draft, setDraft] = useState(first);
  const { ask, busy, problem, setProblem } = useModelDeed();
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const go = async (): Promise<void> => {
    const wrong = wrongWith(draft);
    if (wrong !== null || draft.file === null) return setProblem(wrong ?? '');
    const { name, target, scale, purpose, halfWidthPct } = draft;
    const file = await base64Of(draft.file);
    const halfWidth = Math.log(1 + halfWidthPct / 100);
    const taken = await ask((models) => models.importTrees({ name, target, scale, purpose, halfWidth, file }));
    if (!taken) return;
    onDone();
    navigate(modelPath(taken));
  };
  return (
    <Panel title={tr('Import trees')}>
      <form
        className="bt-panel-body bt-models-import"
        aria-label={tr('Import trees')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <p className="bt-models-words">{tr('A LightGBM text model or an XGBoost JSON or UBJ model whose features are named like ours. It is converted, proved row by row against its own trees, and registered as a candidate; nothing runs before somebody promotes it.')}</p>
        <div className="bt-models-fields">
          <Fields draft={draft} change={change} />
        </div>
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <div className="bt-models-bar">
          <Button type="submit" loading={busy}>{tr('Import')}</Button>
          {draft.file && <span className="bt-dim">{bytesText(draft.file.size)}</span>}
        </div>
      </form>
    </Panel>
  );
}

function wrongWith({ file, name, halfWidthPct }: Draft): string | null {
  if (file === null) return tr('Choose the file of the model');
  if (file.size === 0) return `${file.name} is empty`;
  if (file.size > largestBytes) return tr('{name} is larger than {bytesText}', { name: file.name, bytesText: bytesText(largestBytes) });
  const named = modelNameSchema.safeParse(name);
  if (!named.success) return `Name: ${named.error.issues[0]?.message ?? 'give one'}`;
  return halfWidthPct > 0 ? null : tr('The band must have a width');
}

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function Fields({ draft, change }: FieldProps) {
  return (
    <>
      <FileInput
        size="xs"
        label={tr('File of the model')}
        placeholder={tr('model.txt, model.json, model.ubj')}
        accept=".txt,.json,.ubj,.model,.lgb"
        value={draft.file}
        onChange={(file) => change({ file })}
      />
      <TextInput
        label={tr('Name')}
        placeholder={tr('od600-lightgbm')}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={tr('Predicts')}
        allowDeselect={false}
        data={trainingTargets.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.target}
        onChange={(value) => change({ target: value === 'DCW' ? 'DCW' : 'OD600' })}
      />
      <Select
        label={tr('Vessel')}
        allowDeselect={false}
        data={[...vesselScales]}
        value={draft.scale}
        onChange={(value) => change({ scale: value === '1L' ? '1L' : '15L' })}
      />
      <NumberInput
        label={tr('Half width of its band, %')}
        description={tr('Its file promises none')}
        min={1}
        max={200}
        value={draft.halfWidthPct}
        onChange={(value) => {
          if (typeof value === 'number') change({ halfWidthPct: value });
        }}
      />
      <TextInput
        label={tr('Purpose')}
        maxLength={600}
        value={draft.purpose}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
      />
    </>
  );
}
