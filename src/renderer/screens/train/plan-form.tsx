import { Button } from '@mantine/core';
import { IconPlayerPlay, IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrainingPlan } from '../../../shared/model/training-plan';
import { jobPath, navigate } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { BatchRoles } from './batch-roles';
import { FeatureChoice } from './feature-choice';
import { LimitFields } from './limit-fields';
import { ModelFields } from './model-fields';
import { PlanCheck } from './plan-check';
import { PurposeFields } from './purpose-fields';
import { draftProblem, keptDraft } from './plan-draft';
import { usePlanCheck, useTrainingDeed, useTrainingOptions } from './use-training';
import { tr } from '../../strings/translate';

export interface PlanFields {
  readonly plan: TrainingPlan;
  readonly change: (part: Partial<TrainingPlan>) => void;
}

/** What is to be learned, from which batches, and what must come out. */
export function PlanForm() {
  const { data: options, error, refetch } = useTrainingOptions();
  if (options) return <Form options={options} />;
  if (!error) return <p className="bt-panel-note">{tr('Reading batches and features…')}</p>;
  return (
    <BlankState icon={IconUnlink} title={tr('What there is to train on could not be read')}>
      <p>{wordsOf(error)}</p>
      <Button variant="default" onClick={() => void refetch()}>
        {tr('Try again')}
      </Button>
    </BlankState>
  );
}

type Options = NonNullable<ReturnType<typeof useTrainingOptions>['data']>;

function Form({ options }: { readonly options: Options }) {
  const [plan, setPlan] = useState(() => keptDraft.get(options.batches));
  const { ask, busy, problem } = useTrainingDeed();
  const lacking = draftProblem(plan);
  const check = usePlanCheck(lacking === null ? plan : null);
  const put = (next: TrainingPlan): void => {
    keptDraft.put(next);
    setPlan(next);
  };
  const change = (part: Partial<TrainingPlan>): void => put({ ...plan, ...part });
  const start = async (): Promise<void> => {
    const job = await ask((training) => training.start(plan));
    if (job) navigate(jobPath(job.id));
  };
  const refused = check.data?.problems.some(({ severity }) => severity === 'refused') ?? true;
  return (
    <form
      className="bt-train-form"
      aria-label={tr('New training')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (lacking === null && !refused) void start();
      }}
    >
      <PurposeFields plan={plan} change={change} put={put} batches={options.batches} />
      <BatchRoles plan={plan} put={put} batches={options.batches} />
      <FeatureChoice plan={plan} change={change} options={options} />
      <ModelFields plan={plan} change={change} />
      <LimitFields plan={plan} change={change} />
      <div className="bt-train-go">
        <PlanCheck lacking={lacking} check={check} />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Button
          type="submit"
          size="sm"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={busy}
          disabled={lacking !== null || refused || !check.isCurrent}
        >
          {tr('Train')}
        </Button>
      </div>
    </form>
  );
}
