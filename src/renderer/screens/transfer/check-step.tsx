import { Button, Checkbox, Progress } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TableJob } from '../../../shared/contract/tables';
import type { TableMap, TableReport, TableTarget } from '../../../shared/model/table-map';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import { ProblemTable } from './problem-table';
import { isRunning, useTableJob } from './use-tables';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly path: string;
  readonly map: TableMap;
  readonly target: TableTarget | null;
}

const kinds = { done: 'good', cancelled: 'warn', failed: 'alarm' } as const;

/** The dry run over the whole file, and then the import itself. */
export function CheckStep({ path, map, target }: Props) {
  const { client } = useStation();
  const queries = useQueryClient();
  const [problem, setProblem] = useState('');
  const [leaveOutBadRows, setLeaveOut] = useState(false);
  const { data } = useTableJob(true);
  const job = data?.path === path ? data : undefined;
  const running = data !== undefined && isRunning(data);
  const ready = target !== null && map.values.length > 0 && map.time.column !== '';
  const ask = async (call: () => Promise<TableJob>): Promise<void> => {
    setProblem('');
    try {
      queries.setQueryData(['table-job'], await call());
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <Panel title={tr('6 Try and import')}>
      <div className="bt-panel-body bt-data-form">
        <div className="bt-data-go">
          <Button
            variant="default"
            disabled={!ready || running}
            onClick={() => target && void ask(() => client.tables.check({ path, map, target }))}
          >
            {tr('Dry run')}
          </Button>
          <Button
            disabled={!ready || running}
            onClick={() =>
              target && void ask(() => client.tables.start({ path, map, target, leaveOutBadRows }))
            }
          >
            {tr('Import')}
          </Button>
          {running && (
            <Button variant="subtle" color="gray" onClick={() => void ask(() => client.tables.cancel())}>
              {tr('Cancel')}
            </Button>
          )}
          <Checkbox
            label={tr('Leave out rows that have problems')}
            checked={leaveOutBadRows}
            onChange={(event) => setLeaveOut(event.currentTarget.checked)}
          />
          {!ready && (
            <span className="bt-data-words">
              {tr('Time, at least one channel and a place are needed first.')}
            </span>
          )}
        </div>
        {running && data && (
          <>
            <Progress value={data.done * 100} aria-label={tr('Share of the file that is read')} />
            <p className="bt-data-words" role="status">
              {trNode('{words}: {countText} rows, {countText2} samples', {
                words: tr(data.words),
                countText: countText(data.rows),
                countText2: countText(data.samples),
              })}
            </p>
          </>
        )}
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        {job && !running && job.state in kinds && (
          <Notice kind={kinds[job.state as keyof typeof kinds]}>{tr(job.words)}</Notice>
        )}
        {job?.report && <Report report={job.report} />}
      </div>
    </Panel>
  );
}

function Report({ report }: { readonly report: TableReport }) {
  return (
    <>
      <p className="bt-data-words">
        {trNode('{countText} rows, {countText2} used, {countText3} samples{from}{which}', {
          countText: countText(report.rows),
          countText2: countText(report.usedRows),
          countText3: countText(report.samples),
          from: report.from !== null && report.to !== null && (
            <>
              {trNode(' from {dateTimeText} to {dateTimeText2}', {
                dateTimeText: dateTimeText(report.from),
                dateTimeText2: dateTimeText(report.to),
              })}
            </>
          ),
          which: report.complete ? '' : '. The reading ended early.',
        })}
      </p>
      <div className="bt-scroll-x" role="group" tabIndex={0}>
        <table className="bt-table">
          <thead>
            <tr>
              <th scope="col">{tr('Channel')}</th>
              {['Samples', 'Least', 'Most', tr('Out of range')].map((words) => (
                <th key={words} scope="col" data-number>
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.channels.map(({ tag, samples, min, max, outOfRange, onChange }) => (
              <tr key={tag}>
                <td>
                  {tag} {onChange && <span className="bt-dim">{tr('stored on change')}</span>}
                </td>
                <td data-number>{countText(samples)}</td>
                <td data-number>{min ?? '–'}</td>
                <td data-number>{max ?? '–'}</td>
                <td data-number>{countText(outOfRange)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.notices.length > 0 && (
        <ul className="bt-data-notices" aria-label={tr('Worth knowing')}>
          {report.notices.map(({ kind, count, words, firstLine }) => (
            <li key={kind}>
              {countText(count)} {words}{' '}
              <span className="bt-dim">{trNode('(first: line {firstLine})', { firstLine })}</span>
            </li>
          ))}
        </ul>
      )}
      {report.firstProblems.length > 0 && <ProblemTable problems={report.firstProblems} />}
    </>
  );
}
