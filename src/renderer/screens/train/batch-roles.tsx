import { Button, SegmentedControl } from '@mantine/core';
import type { TrainingBatch } from '../../../shared/contract/training';
import { trainingTarget, type TrainingPlan } from '../../../shared/model/training-plan';
import { batchesPath } from '../../app/route';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { dateTimeText, spanText } from '../../ui/time-words';
import { byRole, isSealed, usedAs, withUse } from './plan-draft';

interface Props {
  readonly plan: TrainingPlan;
  readonly put: (plan: TrainingPlan) => void;
  readonly batches: readonly TrainingBatch[];
}

/** Which batches teach and which judge. One that was sealed for judging cannot teach. */
export function BatchRoles({ plan, put, batches }: Props) {
  const fit = batches.filter(({ scale }) => scale === plan.scale);
  const others = batches.length - fit.length;
  return (
    <Panel
      title="Batches"
      aside={
        <>
          <span className="bt-dim bt-train-count" role="status">
            {plan.training.length} training, {plan.holdOut.length} hold-out
          </span>
          <Button size="compact-sm" variant="default" onClick={() => put(byRole(plan, batches))}>
            By role
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => put({ ...plan, training: [], holdOut: [] })}
          >
            None
          </Button>
        </>
      }
    >
      {fit.length === 0 ? (
        <p className="bt-panel-note">
          No batch of a {plan.scale} vessel has ended yet. Batches are run, or{' '}
          <a href={batchesPath}>imported</a>.
        </p>
      ) : (
        <div className="bt-train-batches" tabIndex={0} role="region" aria-label="Batches to choose from">
          <table className="bt-table" aria-label="Batches and their roles">
            <thead>
              <tr>
                <th>Batch</th>
                <th>Use</th>
                <th data-number title={`Samples with ${trainingTarget(plan.target).name}`}>
                  Samples
                </th>
                <th>In its campaign</th>
                <th>Ended</th>
                <th data-number>Length</th>
              </tr>
            </thead>
            <tbody>
              {fit.map((batch) => (
                <Row key={batch.id} batch={batch} plan={plan} put={put} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {others > 0 && (
        <p className="bt-panel-note">
          {others} {others === 1 ? 'batch' : 'batches'} of other vessels cannot be used for this model.
        </p>
      )}
    </Panel>
  );
}

const uses = [
  { value: 'none', label: 'Unused' },
  { value: 'training', label: 'Training' },
  { value: 'hold-out', label: 'Hold-out' },
];

function Row({ batch, plan, put }: Omit<Props, 'batches'> & { readonly batch: TrainingBatch }) {
  const { id, name, simulated, inoculatedAt, endedAt, samples, role, design } = batch;
  const sealed = isSealed(batch);
  const n = samples[plan.target] ?? 0;
  return (
    <tr data-batch={id}>
      <td data-nowrap title={`${name}. ${design}`}>
        <span className="bt-train-name">
          <span>{name}</span>
          {simulated && <SimulatedMark size="tag" words="SIM" />}
        </span>
      </td>
      <td>
        <SegmentedControl
          size="xs"
          aria-label={`Use of ${name}`}
          data={uses.map((use) => ({ ...use, disabled: sealed && use.value === 'training' }))}
          value={usedAs(plan, id)}
          onChange={(value) =>
            put(withUse(plan, batch, value === 'training' || value === 'hold-out' ? value : 'none'))
          }
        />
      </td>
      <td data-number>{n === 0 ? 'none' : n}</td>
      <td data-nowrap>
        {sealed ? <span title="Sealed for judging: it can never be trained on">Hold-out, sealed</span> : role}
      </td>
      <td data-nowrap>{dateTimeText(endedAt).slice(0, 10)}</td>
      <td data-number>{spanText(endedAt - inoculatedAt)}</td>
    </tr>
  );
}
