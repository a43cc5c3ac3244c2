import { Select, SegmentedControl, Switch } from '@mantine/core';
import { modelStructures, type BoosterPlan } from '../../../shared/model/training-plan';
import { Panel } from '../../ui/panel';
import { NumberField } from './number-field';
import type { PlanFields } from './plan-form';

const structureWords = {
  hybrid:
    'A line over logarithms, and trees for what it leaves. Needs few batches and does not run wild beyond them.',
  boosting: 'Trees alone: for many batches.',
  ridge: 'The line alone: the simplest that may do.',
} as const;

/** How it learns; the defaults do for most. */
export function ModelFields({ plan, change }: PlanFields) {
  const { tuning } = plan;
  return (
    <Panel title="Model and search">
      <div className="bt-panel-body bt-train-features">
        <SegmentedControl
          aria-label="Kind of model"
          data={modelStructures.map((id) => ({
            value: id,
            label: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
          }))}
          value={plan.structure}
          onChange={(value) => change({ structure: modelStructures.find((id) => id === value) ?? 'hybrid' })}
        />
        <p className="bt-train-words">{structureWords[plan.structure]}</p>
        {plan.structure !== 'ridge' && (
          <div className="bt-train-fields">
            <Switch
              className="bt-train-switch"
              label="Search for better settings"
              checked={tuning !== null}
              onChange={(event) =>
                change({ tuning: event.currentTarget.checked ? { trials: 30, minutes: null } : null })
              }
            />
            {tuning && <Budget plan={plan} change={change} />}
          </div>
        )}
        <details>
          <summary>Advanced</summary>
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
        label="Budget"
        allowDeselect={false}
        data={[
          { value: 'trials', label: 'Trials' },
          { value: 'minutes', label: 'Time' },
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
          label="Trials"
          min={1}
          max={1000}
          value={tuning.trials ?? 30}
          take={(trials) => change({ tuning: { trials, minutes: null } })}
        />
      ) : (
        <NumberField
          label="Minutes"
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
  { key: 'trees', label: 'Trees at most', min: 1, max: 20_000, step: 50 },
  { key: 'leaves', label: 'Leaves', min: 2, max: 1024, step: 1 },
  { key: 'maxDepth', label: 'Depth (-1: any)', min: -1, max: 64, step: 1 },
  { key: 'learningRate', label: 'Learning rate', min: 0.0001, max: 1, step: 0.01 },
  { key: 'minDataInLeaf', label: 'Least rows in a leaf', min: 1, max: 100_000, step: 1 },
  { key: 'featureFraction', label: 'Share of features', min: 0.05, max: 1, step: 0.05 },
  { key: 'baggingFraction', label: 'Share of rows', min: 0.05, max: 1, step: 0.05 },
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
        label="Folds of batches"
        min={2}
        max={20}
        value={plan.folds}
        take={(folds) => change({ folds })}
      />
      <NumberField
        label="Times drawn anew"
        min={1}
        max={10}
        value={plan.repeats}
        take={(repeats) => change({ repeats })}
      />
      <NumberField
        label="Seed"
        min={0}
        max={2_147_483_647}
        value={plan.seed}
        take={(seed) => change({ seed })}
      />
      <NumberField
        label="Threads"
        min={1}
        max={8}
        value={plan.threads}
        take={(threads) => change({ threads })}
      />
      <Switch
        className="bt-train-switch"
        label="Learn the logarithm: errors count relative to the value"
        checked={plan.logTarget}
        onChange={(event) => change({ logTarget: event.currentTarget.checked })}
      />
    </div>
  );
}
