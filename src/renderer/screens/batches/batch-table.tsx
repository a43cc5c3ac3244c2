import { Button } from '@mantine/core';
import type { BatchSummary } from '../../../shared/contract/units';
import { batchAgeH } from '../../../shared/model/process-unit';
import { batchPath, navigate } from '../../app/route';
import { useStation } from '../../station/station-context';
import { IntegrityMark } from '../../ui/integrity-mark';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { ageText, dateTimeText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { roleWords } from './batch-filters';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly batches: readonly BatchSummary[];
  /** How many there are without the filter. */
  readonly all: number;
  readonly onClear: () => void;
}

/** Batches, newest first; a row leads to its batch. */
export function BatchTable({ batches, all, onClear }: Props) {
  const { clock } = useStation();
  useNow(10_000);
  const now = clock.now();
  const someRole = batches.some(({ role }) => role !== null);
  if (batches.length === 0)
    return (
      <p className="bt-panel-note">
        {trNode('None of the {all} batches fits. {button}', {
          all,
          button: (
            <Button variant="subtle" onClick={onClear}>
              {tr('Show all')}
            </Button>
          ),
        })}
      </p>
    );
  return (
    <section className="bt-panel bt-scroll-x" tabIndex={0}>
      <table className="bt-table bt-batch-table" aria-label={tr('Batches')}>
        <thead>
          <tr>
            <th>{tr('Batch')}</th>
            <th>{tr('Unit')}</th>
            <th>{tr('Started')}</th>
            <th data-number>{tr('Duration')}</th>
            <th>{tr('State')}</th>
            {someRole && <th>{tr('Role')}</th>}
            <th data-number>{tr('Samples')}</th>
            <th data-number>{tr('Notes')}</th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} now={now} someRole={someRole} />
          ))}
        </tbody>
      </table>
      <p className="bt-batch-count" role="status">
        {batches.length === all
          ? tr('{all} batches', { all })
          : tr('{length} of {all} batches', { length: batches.length, all })}
      </p>
    </section>
  );
}

interface RowProps {
  readonly batch: BatchSummary;
  readonly now: number;
  readonly someRole: boolean;
}

function BatchRow({ batch, now, someRole }: RowProps) {
  const { id, name, unitName, inoculatedAt, endedAt, simulated, samples, notes, role, design } = batch;
  // A simulated plant may run faster than time goes by.
  const until = simulated ? (batch.plantNow ?? now) : now;
  return (
    <tr data-batch={id} onClick={() => navigate(batchPath(id))}>
      <td>
        <span className="bt-batch-name">
          <a href={batchPath(id)} title={design ?? name} onClick={(event) => event.stopPropagation()}>
            {name}
          </a>
          {simulated && <SimulatedMark size="tag" />}
          <IntegrityMark batchId={id} />
        </span>
      </td>
      <td data-nowrap>{unitName}</td>
      <td data-nowrap>{dateTimeText(inoculatedAt).slice(0, 16)}</td>
      <td data-number>{ageText(batchAgeH(batch, Math.max(until, inoculatedAt)))}</td>
      <td data-nowrap>
        <StateWords
          kind={endedAt === null ? 'good' : 'quiet'}
          words={endedAt === null ? tr('Running') : tr('Ended')}
        />
      </td>
      {someRole && (
        <td data-nowrap title={design ?? ''}>
          {role === null ? '' : roleWords(role)}
        </td>
      )}
      <td data-number>{samples}</td>
      <td data-number>{notes}</td>
    </tr>
  );
}
