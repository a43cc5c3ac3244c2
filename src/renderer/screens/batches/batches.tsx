import { Button } from '@mantine/core';
import { IconArrowsDiff, IconDatabaseImport, IconListDetails, IconUnlink } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCommands } from '../../app/commands';
import { batchesPath, comparePath, importPath, navigate, planPath } from '../../app/route';
import { useBatches } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { filtered, noFilter } from './batch-filter';
import { BatchFilters } from './batch-filters';
import { BatchTable } from './batch-table';
import { MoreFilters } from './more-filters';
import { useBatchFacts } from './use-batch-facts';
import { ImportPanel } from './import-panel';
import { tr, trNode } from '../../strings/translate';
import './batches.css';

/** Every batch of every unit, and the way to bring in more. */
export function Batches({ part }: { readonly part: 'list' | 'import' }) {
  const { data, error, refetch } = useBatches();
  const [filter, setFilter] = useState(noFilter);
  const facts = useBatchFacts();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => filtered(data ?? [], filter, facts), [data, filter, facts]);
  useCommands(commands);
  return (
    <div className="bt-page bt-batches">
      <div className="bt-batches-bar">
        <BatchFilters batches={data ?? []} filter={filter} onChange={setFilter} />
        <MoreFilters facts={facts} filter={filter} onChange={setFilter} />
        <span className="bt-fill" />
        <div className="bt-batches-deeds">
          <Button
            leftSection={<IconArrowsDiff size={15} aria-hidden />}
            disabled={selected.size === 0}
            onClick={() => navigate(comparePath('overlay', [...selected]))}
          >
            {selected.size === 0 ? tr('Compare') : tr('Compare {size}', { size: selected.size })}
          </Button>
          <Button variant="default" onClick={() => navigate(planPath())}>
            {tr('Plan a batch…')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDatabaseImport size={15} aria-hidden />}
            aria-expanded={part === 'import'}
            onClick={() => navigate(part === 'import' ? batchesPath : importPath)}
          >
            {tr('Import campaign')}
          </Button>
        </div>
      </div>
      {part === 'import' && <ImportPanel />}
      {error && data !== undefined && (
        <Notice kind="warn">
          {trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      {data === undefined ? (
        <NotRead words={error ? wordsOf(error) : null} retry={() => void refetch()} />
      ) : data.length === 0 ? (
        <BlankState icon={IconListDetails} title={tr('No batches yet')}>
          <p>
            {tr(
              'A batch begins when it is started on the page of a unit or announced by its source. Simulated batches can be imported from a campaign folder.',
            )}
          </p>
          <Button onClick={() => navigate(importPath)}>{tr('Import campaign')}</Button>
        </BlankState>
      ) : (
        <BatchTable
          batches={shown}
          all={data.length}
          facts={facts}
          selected={selected}
          onSelect={setSelected}
          onClear={() => setFilter(noFilter)}
        />
      )}
    </div>
  );
}

function NotRead({ words, retry }: { readonly words: string | null; readonly retry: () => void }) {
  if (words === null) return <p className="bt-panel-note">{tr('Reading batches…')}</p>;
  return (
    <BlankState icon={IconUnlink} title={tr('The batches could not be read')}>
      <p>{words}</p>
      <Button variant="default" onClick={retry}>
        {tr('Try again')}
      </Button>
    </BlankState>
  );
}

const commands = [
  {
    id: 'search-batches',
    title: tr('Search batches'),
    group: tr('Batch'),
    keys: '/',
    run: () => document.querySelector<HTMLInputElement>('#batch-search')?.focus(),
  },
];
