import { Button, Progress } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { exportFilesPrefix } from '../../../shared/contract/exports';
import { resolutionWords, type ExportJob } from '../../../shared/model/export-plan';
import { wordsOf } from '../../station/station-error';
import { bytesText, countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { useExportDeeds, useExportManifest, useExports } from './use-exports';
import { tr, trNode } from '../../strings/translate';

const looks = {
  running: { kind: 'quiet', words: tr('Running') },
  done: { kind: 'good', words: tr('Done') },
  cancelled: { kind: 'quiet', words: tr('Cancelled') },
  failed: { kind: 'alarm', words: tr('Failed') },
} as const;

/** Exports that run and have ended, newest first. */
export function ExportList() {
  const { data: jobs, error } = useExports();
  const [open, setOpen] = useState<string | null>(null);
  const { ask, problem } = useExportDeeds();
  return (
    <Panel title={tr('Exports')}>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      {jobs === undefined ? (
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading…')}</p>
      ) : jobs.length === 0 ? (
        <p className="bt-panel-note">
          {trNode('{iconFileExport} Nothing was exported yet. Choose batches and press Export.', {
            iconFileExport: <IconFileExport size={15} aria-hidden />,
          })}
        </p>
      ) : (
        <ul className="bt-data-jobs" role="list">
          {jobs.map((job) => (
            <Job
              key={job.id}
              job={job}
              open={open === job.id}
              onOpen={() => setOpen(open === job.id ? null : job.id)}
              onCancel={() => void ask((exports) => exports.cancel({ id: job.id }))}
              onRemove={() => void ask((exports) => exports.remove({ id: job.id }))}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface JobProps {
  readonly job: ExportJob;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
  readonly onRemove: () => void;
}

function Job({ job, open, onOpen, onCancel, onRemove }: JobProps) {
  const { state, plan, startedAt, rows, bytes, done, current, words, folder, simulated } = job;
  const what = plan.batches.length > 0 ? `${plan.batches.length} batches` : plan.units.join(', ');
  return (
    <li>
      <div className="bt-data-job">
        <StateWords {...looks[state]} />
        <span>{dateTimeText(startedAt)}</span>
        <span className="bt-data-job-what">
          {what}, {plan.format === 'csv' ? 'CSV' : tr('Parquet')}, {plan.shape},{' '}
          {resolutionWords(plan.gridMs)}
        </span>
        {simulated && <SimulatedMark size="tag" words={tr('SIM')} />}
        <span className="bt-data-job-deeds">
          {state === 'running' ? (
            <Button size="compact-sm" variant="default" onClick={onCancel}>
              {tr('Cancel')}
            </Button>
          ) : (
            <>
              {state === 'done' && (
                <Button size="compact-sm" variant="default" aria-expanded={open} onClick={onOpen}>
                  {tr('Files')}
                </Button>
              )}
              <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>
                {tr('Remove')}
              </Button>
            </>
          )}
        </span>
      </div>
      {state === 'running' ? (
        <>
          <Progress value={done * 100} size="sm" aria-label={tr('Share of the export that is written')} />
          <p className="bt-data-words">
            {rows === 0 && done === 0
              ? tr('Looking for holes and records…')
              : tr('{floor} %, {countText} rows, {bytesText}', {
                  floor: Math.floor(done * 100),
                  countText: countText(rows),
                  bytesText: bytesText(bytes),
                })}
            {current !== null && <span className="bt-mono"> {current}</span>}
          </p>
        </>
      ) : (
        <p className="bt-data-words">
          {state === 'done'
            ? tr('{countText} rows, {bytesText} in ', {
                countText: countText(rows),
                bytesText: bytesText(bytes),
              })
            : words}
          {state === 'done' && <span className="bt-mono">{folder}</span>}
        </p>
      )}
      {open && <Files id={job.id} />}
    </li>
  );
}

/** Links where a browser can fetch files; names alone in a window of the desktop, which has the folder. */
function Files({ id }: { readonly id: string }) {
  const { data, error } = useExportManifest(id);
  const inBrowser = window.location.protocol.startsWith('http');
  if (!data) return <p className="bt-data-words">{error ? wordsOf(error) : tr('Reading…')}</p>;
  const files = [{ path: 'manifest.json', rows: null, bytes: null }, ...data.files];
  return (
    <div className="bt-data-files" tabIndex={0} role="region" aria-label={tr('Files of this export')}>
      <table className="bt-table">
        <tbody>
          {files.map(({ path, rows, bytes }) => (
            <tr key={path}>
              <td className="bt-mono">
                {inBrowser ? (
                  <a
                    href={`${exportFilesPrefix}/${id}/${path.split('/').map(encodeURIComponent).join('/')}`}
                    download
                  >
                    {path}
                  </a>
                ) : (
                  path
                )}
              </td>
              <td data-number>
                {rows === null ? '' : tr('{countText} rows', { countText: countText(rows) })}
              </td>
              <td data-number>{bytes === null ? '' : bytesText(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.holes !== null && data.holes.length > 0 && (
        <p className="bt-data-words">
          {trNode('{holesWords}: they are listed in the manifest.', { holesWords: data.holesWords })}
        </p>
      )}
    </div>
  );
}
