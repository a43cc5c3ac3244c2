import { batchStateWords, type BatchRun } from '../../../shared/model/records/batch-state';
import { navigate, recordsPath } from '../../app/route';
import { Panel } from '../../ui/panel';
import { IntegrityMark } from '../../app/integrity-mark';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { stateKind } from './record-words';
import { tr } from '../../strings/translate';

const originWords: Readonly<Record<BatchRun['origin'], string>> = {
  records: tr('Planned here'),
  hand: tr('Started without records'),
  simulator: tr('Announced by the simulator'),
  import: tr('Imported'),
};

/** Every batch with its state; those that wait for something come first. */
export function RunTable({ batches }: { readonly batches: readonly BatchRun[] }) {
  return (
    <Panel title={tr('Batches')} aside={<span className="bt-dim">{batches.length}</span>}>
      <div className="bt-scroll-x" tabIndex={0} role="group" aria-label={tr('Batches with their states')}>
        <table className="bt-table" aria-label={tr('Batches with their states')}>
          <thead>
            <tr>
              <th>{tr('Batch')}</th>
              <th>{tr('Unit')}</th>
              <th>{tr('State')}</th>
              <th>{tr('Inoculated')}</th>
              <th>{tr('Origin')}</th>
            </tr>
          </thead>
          <tbody>
            {batches.toSorted(byNeed).map((batch) => (
              <tr key={batch.id} data-batch={batch.id} onClick={() => navigate(recordsPath(batch.id))}>
                <td>
                  <a href={recordsPath(batch.id)} onClick={(event) => event.stopPropagation()}>
                    {batch.name}
                  </a>{' '}
                  {batch.simulated && <SimulatedMark size="tag" />} <IntegrityMark batchId={batch.id} />
                </td>
                <td data-nowrap>{batch.unitId}</td>
                <td data-nowrap>
                  <StateWords kind={stateKind(batch.state, batch.aborted)} words={stateText(batch)} />
                </td>
                <td data-nowrap>{batch.t0 === null ? tr('not yet') : dateTimeText(batch.t0).slice(0, 16)}</td>
                <td data-nowrap>{tr(originWords[batch.origin])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

export const stateText = ({ state, aborted }: Pick<BatchRun, 'state' | 'aborted'>): string =>
  aborted
    ? tr('{batchStateWords}, aborted', { batchStateWords: batchStateWords[state] })
    : tr(batchStateWords[state]);

const order: Readonly<Record<BatchRun['life'], number>> = {
  pending: 0,
  running: 1,
  aborted: 2,
  ended: 2,
  closed: 3,
};

const byNeed = (a: BatchRun, b: BatchRun): number =>
  order[a.life] - order[b.life] || (b.t0 ?? b.createdAt ?? 0) - (a.t0 ?? a.createdAt ?? 0);
