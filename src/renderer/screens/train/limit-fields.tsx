import { Select } from '@mantine/core';
import type { Acceptance, TrainingPlan } from '../../../shared/model/training-plan';
import { Panel } from '../../ui/panel';
import { NumberField } from './number-field';
import type { PlanFields } from './plan-form';
import { tr } from '../../strings/translate';

/** What must be reached on the hold-out, and what the band promises. Fixed now, before any of it is looked at. */
export function LimitFields({ plan, change }: PlanFields) {
  const { acceptance, interval } = plan;
  const limit = (part: Partial<Acceptance>): void => change({ acceptance: { ...acceptance, ...part } });
  const band = (part: Partial<TrainingPlan['interval']>): void =>
    change({ interval: { ...interval, ...part } });
  return (
    <Panel title={tr('Limits, fixed before the test')}>
      <div className="bt-panel-body bt-train-fields">
        <NumberField
          label={tr('Mean relative error at most, %')}
          min={0.1}
          max={100}
          step={0.5}
          value={acceptance.mrePctMax}
          take={(mrePctMax) => limit({ mrePctMax })}
        />
        <NumberField
          label={tr('R² at least')}
          min={-1}
          max={1}
          step={0.01}
          value={acceptance.r2Min}
          take={(r2Min) => limit({ r2Min })}
        />
        <NumberField
          label={tr('Band holds at least, %')}
          min={0}
          max={100}
          value={percent(acceptance.coverageMin)}
          take={(value) => limit({ coverageMin: value / 100 })}
        />
        <NumberField
          label={tr('Band holds at most, %')}
          min={0}
          max={100}
          value={percent(acceptance.coverageMax)}
          take={(value) => limit({ coverageMax: value / 100 })}
        />
        <NumberField
          label={tr('Band is meant to hold, %')}
          min={50}
          max={99}
          value={percent(interval.level)}
          take={(value) => band({ level: value / 100 })}
        />
        <Select
          label={tr('Of what')}
          allowDeselect={false}
          data={[
            { value: 'sample', label: tr('Single samples') },
            { value: 'batch', label: tr('Whole batches (needs many)') },
          ]}
          value={interval.basis}
          onChange={(value) => band({ basis: value === 'batch' ? 'batch' : 'sample' })}
        />
        <Select
          label={tr('How it is made')}
          allowDeselect={false}
          data={[
            { value: 'conformal', label: tr('Split conformal') },
            { value: 'cqr', label: tr('Conformal over quantiles') },
          ]}
          value={interval.method}
          onChange={(value) => band({ method: value === 'cqr' ? 'cqr' : 'conformal' })}
        />
      </div>
    </Panel>
  );
}

const percent = (share: number): number => Number((100 * share).toFixed(1));
