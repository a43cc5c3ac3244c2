import { Select, SegmentedControl, Switch } from '@mantine/core';
import { modelStructures, type BoosterPlan } from '../../../shared/model/training-plan';
import { Panel } from '../../ui/panel';
import { NumberField } from './number-field';
import type { PlanFields } from './plan-form';
import { tr } from '../../strings/translate';

const structureWords = {
  hybrid: tr(
    'A line over logarithms, and trees for what it leaves. Needs few batches and does not run wild beyond them.',
  ),
  boosting: tr('Trees alone: for many batches.'),
  ridge: tr('The line alone: the simplest that may do.'),
} as const;

/** How it learns; the defaults do for most. */
export function ModelFields({ plan, change }: PlanFields) {
  const { tuning } = plan;
  return (
    <Panel title={tr('Model and search')}>
      <div className="bt-panel-body bt-train-features">
        <SegmentedControl
          aria-label={tr('Kind of model')}
          data={modelStructures.map((id) => ({
            value: id,
            label: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
          }))}
          value={plan.structure}
          onChange={(value) => change({ structure: modelStructures.find((id) => id === value) ?? 'hybrid' })}
        />
        <p className="bt-train-words">{tr(structureWords[plan.structure])}</p>
        {plan.structure !== 'ridge' && (
          <div className="bt-train-fields">
            <Switch
              className="bt-train-switch"
              label={tr('Search for better settings')}
              checked={tuning !== null}
              onChange={(event) =>
                change({ tuning: event.currentTarget.checked ? { trials: 30, minutes: null } : null })
              }
            />
            {tuning && <Budget plan={plan} change={change} />}
          </div>
        )}
        <details>
          <summary>{tr('Advanced')}</summary>
          <Advanced plan={plan} change={change} />
        </details>
      </div>
    </Panel>
  );
}

function Budget({ plan: { tuning }, change }: PlanFields) {
  if (!tuning) return null;
  return (
    <>
      <Select
        label={tr('Budget')}
        allowDeselect={false}
        data={[
          { value: 'trials', label: tr('Trials') },
          { value: 'minutes', label: tr('Time') },
        ]}
        value={tuning.minutes === null ? 'trials' : 'minutes'}
        onChange={(value) =>
          change({
            tuning: value === 'minutes' ? { trials: null, minutes: 10 } : { trials: 30, minutes: null },
          })
        }
      />
      {tuning.minutes === null ? (
        <NumberField
          label={tr('Trials')}
          min={1}
          max={1000}
          value={tuning.trials ?? 30}
          take={(trials) => change({ tuning: { trials, minutes: null } })}
        />
      ) : (
        <NumberField
          label={tr('Minutes')}
          min={1}
          max={1440}
          value={tuning.minutes}
          take={(minutes) => change({ tuning: { trials: null, minutes } })}
        />
      )}
    </>
  );
}

const booster = [
  { key: 'trees', label: tr('Trees at most'), min: 1, max: 20_000, step: 50 },
  { key: 'leaves', label: tr('Leaves'), min: 2, max: 1024, step: 1 },
  { key: 'maxDepth', label: tr('Depth (-1: any)'), min: -1, max: 64, step: 1 },
  { key: 'learningRate', label: tr('Learning rate'), min: 0.0001, max: 1, step: 0.01 },
  { key: 'minDataInLeaf', label: tr('Least rows in a leaf'), min: 1, max: 100_000, step: 1 },
  { key: 'featureFraction', label: tr('Share of features'), min: 0.05, max: 1, step: 0.05 },
  { key: 'baggingFraction', label: tr('Share of rows'), min: 0.05, max: 1, step: 0.05 },
  { key: 'lambdaL1', label: 'L1', min: 0, max: 1_000_000, step: 0.1 },
  { key: 'lambdaL2', label: 'L2', min: 0, max: 1_000_000, step: 0.1 },
] as const satisfies readonly {
  key: keyof BoosterPlan;
  label: string;
  min: number;
  max: number;
  step: number;
}[];

function Advanced({ plan, change }: PlanFields) {
  return (
    <div className="bt-train-fields">
      {plan.structure !== 'ridge' &&
        booster.map(({ key, ...field }) => (
          <NumberField
            key={key}
            {...field}
            value={plan.booster[key]}
            take={(value) => change({ booster: { ...plan.booster, [key]: value } })}
          />
        ))}
      <NumberField
        label={tr('Folds of batches')}
        min={2}
        max={20}
        value={plan.folds}
        take={(folds) => change({ folds })}
      />
      <NumberField
        label={tr('Times drawn anew')}
        min={1}
        max={10}
        value={plan.repeats}
        take={(repeats) => change({ repeats })}
      />
      <NumberField
        label={tr('Seed')}
        min={0}
        max={2_147_483_647}
        value={plan.seed}
        take={(seed) => change({ seed })}
      />
      <NumberField
        label={tr('Threads')}
        min={1}
        max={8}
        value={plan.threads}
        take={(threads) => change({ threads })}
      />
      <Switch
        className="bt-train-switch"
        label={tr('Learn the logarithm: errors count relative to the value')}
        checked={plan.logTarget}
        onChange={(event) => change({ logTarget: event.currentTarget.checked })}
      />
    </div>
  );
}
