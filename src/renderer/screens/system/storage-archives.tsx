import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeepingStatus } from '../../../shared/model/keeping';
import { bytesText, countText } from '../../ui/amount-words';
import { StateWords } from '../../ui/state-words';
import type { KeepingDeeds } from './use-keeping';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly status: KeepingStatus;
  readonly deeds: KeepingDeeds;
}

/** Years in files of their own, years that could be, and what the policy would remove. */
export function StorageArchives({ status, deeds }: Props) {
  const { archives, toArchive } = status;
  const last = toArchive.at(-1);
  const years = toArchive.map(({ year }) => year).join(', ');
  const bytes = toArchive.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <>
      {archives.length > 0 && <Archives status={status} />}
      {last && (
        <div className="bt-storage-row">
          <span>
            {trNode(
              'Years that are over and still in historian.db: {strong} ({bytesText}). In files of their own they stay readable everywhere.',
              { strong: <b>{years}</b>, bytesText: bytesText(bytes) },
            )}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            disabled={status.job !== null || deeds.busy}
            onClick={() => void deeds.ask((keeping) => keeping.archive({ upToYear: last.year }))}
          >
            {trNode('Archive {years}', { years })}
          </Button>
        </div>
      )}
      {status.toRemove.length > 0 && <ToRemove status={status} deeds={deeds} />}
    </>
  );
}

function Archives({ status: { archives } }: { readonly status: KeepingStatus }) {
  return (
    <div className="bt-scroll-x" role="group" tabIndex={0}>
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">{tr('Archive')}</th>
            <th scope="col" data-number>
              {tr('Raw samples')}
            </th>
            <th scope="col" data-number>
              {tr('Size')}
            </th>
            <th scope="col">{tr('State')}</th>
          </tr>
        </thead>
        <tbody>
          {archives.map(({ file, samples, bytes, removed, missing }) => (
            <tr key={file}>
              <td className="bt-mono">{file}</td>
              <td data-number>{countText(samples)}</td>
              <td data-number>{bytesText(bytes)}</td>
              <td>
                {missing ? (
                  <StateWords kind="alarm" words={tr('Missing: its samples are in no answer')} />
                ) : (
                  <StateWords
                    kind="good"
                    words={removed > 0 ? tr('Cells alone, raw removed by policy') : tr('Readable')}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The plan first; nothing goes without a reason. */
function ToRemove({ status, deeds }: Props) {
  const [reason, setReason] = useState('');
  const samples = status.toRemove.reduce((sum, one) => sum + one.samples, 0);
  return (
    <form
      className="bt-storage-row"
      onSubmit={(event) => {
        event.preventDefault();
        void deeds.ask((keeping) => keeping.removeRaw({ reason }));
      }}
    >
      <span>
        {trNode(
          'By the policy the raw samples of {strong} ({countText}) may be removed; their 30 s and 10 min cells stay. {which}',
          {
            strong: <b>{status.toRemove.map(({ year }) => year).join(', ')}</b>,
            countText: countText(samples),
            which:
              status.keptBatches.length === 0
                ? tr('No batch is marked to be kept.')
                : tr('{length} marked batches stay whole.', { length: status.keptBatches.length }),
          },
        )}
      </span>
      <TextInput
        size="xs"
        label={tr('Reason, recorded with the removal')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        type="submit"
        size="compact-sm"
        variant="default"
        disabled={reason.trim().length < 3 || status.job !== null || deeds.busy}
      >
        {tr('Remove raw samples for good')}
      </Button>
    </form>
  );
}
