import { Button, SegmentedControl } from '@mantine/core';
import type { TrainingBatch } from '../../../shared/contract/training';
import { trainingTarget, type TrainingPlan } from '../../../shared/model/training-plan';
import { batchesPath } from '../../app/route';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { dateTimeText, spanText } from '../../ui/time-words';
import { byRole, isSealed, usedAs, withUse } from './plan-draft';
import { tr, trNode } from '../../strings/translate';

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
      title={tr('Batches')}
      aside={
        <>
          <span className="bt-dim bt-train-count" role="status">
            {trNode('{length} training, {length2} hold-out', {
              length: plan.training.length,
              length2: plan.holdOut.length,
            })}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => put(byRole(plan, batches))}>
            {tr('By role')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => put({ ...plan, training: [], holdOut: [] })}
          >
            {tr('None')}
          </Button>
        </>
      }
    >
      {fit.length === 0 ? (
        <p className="bt-panel-note">
          {trNode('No batch of a {scale} vessel has ended yet. Batches are run, or {a}.', {
            scale: plan.scale,
            a: <a href={batchesPath}>{tr('imported')}</a>,
          })}
        </p>
      ) : (
        <div
          className="bt-train-batches"
          tabIndex={0}
          role="region"
          aria-label={tr('Batches to choose from')}
        >
          <table className="bt-table" aria-label={tr('Batches and their roles')}>
            <thead>
              <tr>
                <th>{tr('Batch')}</th>
                <th>{tr('Use')}</th>
                <th data-number title={tr('Samples with {name}', { name: trainingTarget(plan.target).name })}>
                  {tr('Samples')}
                </th>
                <th>{tr('In its campaign')}</th>
                <th>{tr('Ended')}</th>
                <th data-number>{tr('Length')}</th>
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
          {trNode('{others} {which} of other vessels cannot be used for this model.', {
            others,
            which: others === 1 ? tr('batch') : tr('batches'),
          })}
        </p>
      )}
    </Panel>
  );
}

const uses = [
  { value: 'none', label: tr('Unused') },
  { value: 'training', label: tr('Training') },
  { value: 'hold-out', label: tr('Hold-out') },
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
          {simulated && <SimulatedMark size="tag" words={tr('SIM')} />}
        </span>
      </td>
      <td>
        <SegmentedControl
          size="xs"
          aria-label={tr('Use of {name}', { name })}
          data={uses.map((use) => ({ ...use, disabled: sealed && use.value === 'training' }))}
          value={usedAs(plan, id)}
          onChange={(value) =>
            put(withUse(plan, batch, value === 'training' || value === 'hold-out' ? value : 'none'))
          }
        />
      </td>
      <td data-number>{n === 0 ? tr('none') : n}</td>
      <td data-nowrap>
        {sealed ? (
          <span title={tr('Sealed for judging: it can never be trained on')}>{tr('Hold-out, sealed')}</span>
        ) : (
          role
        )}
      </td>
      <td data-nowrap>{dateTimeText(endedAt).slice(0, 10)}</td>
      <td data-number>{spanText(endedAt - inoculatedAt)}</td>
    </tr>
  );
}
