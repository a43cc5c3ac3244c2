import { Button, Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { BatchSummary } from '../../../shared/contract/units';
import { useStation } from '../../station/station-context';
import { useNow } from '../../ui/use-now';
import { newestFirst, nextOrder, ordered, type BatchOrder, type OrderKey } from './batch-order';
import { BatchRow } from './batch-row';
import type { FactsById } from './use-batch-facts';
import { tr, trNode } from '../../strings/translate';
import { useState } from 'react';

interface Props {
  readonly batches: readonly BatchSummary[];
  /** How many there are without the filter. */
  readonly all: number;
  readonly facts: FactsById;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onClear: () => void;
}

interface Column {
  readonly key: OrderKey;
  readonly words: string;
  readonly number?: true;
}

/** Batches, newest first if nobody sorts them; a row leads to its batch, its box chooses it for comparison. */
export function BatchTable({ batches, all, facts, selected, onSelect, onClear }: Props) {
  const { clock } = useStation();
  useNow(10_000);
  const [order, setOrder] = useState(newestFirst);
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
  const chosen = batches.filter(({ id }) => selected.has(id)).length;
  const toggle = (id: string): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <section className="bt-panel bt-scroll-x" tabIndex={0}>
      <table className="bt-table bt-batch-table" aria-label={tr('Batches')}>
        <thead>
          <tr>
            <th>
              <Checkbox
                size="xs"
                aria-label={tr('Choose all that are shown')}
                checked={chosen === batches.length}
                indeterminate={chosen > 0 && chosen < batches.length}
                onChange={() =>
                  onSelect(new Set(chosen === batches.length ? [] : batches.map(({ id }) => id)))
                }
              />
            </th>
            {columns().map((column) => (
              <SortHead key={column.key} column={column} order={order} onOrder={setOrder} />
            ))}
            {someRole && <th>{tr('Role')}</th>}
            <th data-number data-wide>
              {tr('Notes')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered(batches, order, facts, now).map((batch) => (
            <BatchRow
              key={batch.id}
              batch={batch}
              facts={facts.get(batch.id)}
              now={now}
              someRole={someRole}
              selected={selected.has(batch.id)}
              onToggle={() => toggle(batch.id)}
            />
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

function columns(): readonly Column[] {
  return [
    { key: 'name', words: tr('Batch') },
    { key: 'unit', words: tr('Unit') },
    { key: 'started', words: tr('Started') },
    { key: 'duration', words: tr('Duration'), number: true },
    { key: 'state', words: tr('State') },
    { key: 'verdict', words: tr('Verdict') },
    { key: 'quality', words: tr('Good data'), number: true },
    { key: 'size', words: tr('Size'), number: true },
    { key: 'samples', words: tr('Samples'), number: true },
  ];
}

interface HeadProps {
  readonly column: Column;
  readonly order: BatchOrder;
  readonly onOrder: (order: BatchOrder) => void;
}

function SortHead({ column: { key, words, number }, order, onOrder }: HeadProps) {
  const own = order.by === key;
  const Arrow = order.falling ? IconArrowDown : IconArrowUp;
  return (
    <th data-number={number} aria-sort={own ? (order.falling ? 'descending' : 'ascending') : undefined}>
      <button type="button" className="bt-batch-sort" onClick={() => onOrder(nextOrder(order, key))}>
        {words}
        {own && <Arrow size={13} aria-hidden />}
      </button>
    </th>
  );
}
