import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TrainingBatch } from '../../../shared/contract/training';
import { vesselScales } from '../../../shared/model/channel-catalogue';
import { modelNameSchema, trainingTargets, type TrainingPlan } from '../../../shared/model/training-plan';
import { Panel } from '../../ui/panel';
import { withScale } from './plan-draft';
import type { PlanFields } from './plan-form';
import { tr } from '../../strings/translate';

interface Props extends PlanFields {
  readonly put: (plan: TrainingPlan) => void;
  readonly batches: readonly TrainingBatch[];
}

/** What the model is called, what it predicts, and what it is for. */
export function PurposeFields({ plan, change, put, batches }: Props) {
  const named = modelNameSchema.safeParse(plan.name);
  return (
    <Panel title={tr('What to learn')}>
      <div className="bt-panel-body bt-train-fields">
        <TextInput
          label={tr('Name of the model')}
          description={tr('Makes its next version')}
          value={plan.name}
          error={named.success ? undefined : named.error.issues[0]?.message}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={tr('Predicts')}
          description={tr('A result of the bench')}
          allowDeselect={false}
          data={trainingTargets.map(({ id, name, unit }) => ({ value: id, label: `${name}, ${unit}` }))}
          value={plan.target}
          onChange={(value) => change({ target: value === 'DCW' ? 'DCW' : 'OD600' })}
        />
        <Select
          label={tr('Vessel')}
          description={tr('A model is for one size')}
          allowDeselect={false}
          data={[...vesselScales]}
          value={plan.scale}
          onChange={(value) => put(withScale(plan, value === '1L' ? '1L' : '15L', batches))}
        />
        <TextInput
          label={tr('Purpose')}
          description={tr('Stands on its card')}
          maxLength={600}
          value={plan.purpose}
          onChange={(event) => change({ purpose: event.currentTarget.value })}
        />
        <Excluded plan={plan} change={change} />
      </div>
    </Panel>
  );
}

/** One case a line; empty lines are kept while somebody writes. */
function Excluded({ plan, change }: PlanFields) {
  const [text, setText] = useState(() => plan.excluded.join('\n'));
  return (
    <Textarea
      className="bt-train-wide"
      label={tr('Where it must not be used')}
      description={tr('One case a line')}
      autosize
      minRows={1}
      maxRows={4}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const lines = event.currentTarget.value.split('\n').map((line) => line.trim().slice(0, 300));
        change({ excluded: lines.filter((line) => line !== '').slice(0, 20) });
      }}
    />
  );
}
