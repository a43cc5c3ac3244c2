import { Button, FileButton, Progress } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect } from 'react';
import { countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { tr } from '../../strings/translate';
import { MergeReport } from './merge-report';
import { MergedList } from './merged-list';
import { isAtWork, useFieldJob } from './use-field';
import { useMerge, type MergeOrder } from './use-merge';

const kinds = { done: 'good', cancelled: 'warn', failed: 'alarm' } as const;

/** A file of a laptop into this station: seen before it is written, and written once. */
export function MergeFiles({ path }: { readonly path: string }) {
  const merge = useMerge(path);
  const { order, look } = merge;
  const { data: job } = useFieldJob();
  const mine = job !== undefined && order !== null && job.path === order.path ? job : null;
  useEffect(() => {
    // Named by the address: looked at once, when the page opens.
    if (path !== '') void look({ path, map: {}, shiftMs: 0, acceptUnfinished: false });
  }, [path, look]);
  return (
    <div className="bt-vessel-merge">
      <Panel title={tr('Field file')}>
        <div className="bt-panel-body bt-vessel-form">
          <ChooseFile merge={merge} />
          {merge.problem !== '' && <Notice kind="alarm">{merge.problem}</Notice>}
          {job && isAtWork(job) && (
            <div className="bt-vessel-go">
              <Progress
                size="lg"
                flex={1}
                value={job.done * 100}
                aria-label={tr('Share of the work that is through')}
              />
              <span role="status">
                {tr(job.words)} ({tr('{values} values', { values: countText(job.values) })})
              </span>
              <Button variant="default" disabled={!job.cancellable} onClick={() => void merge.cancel()}>
                {tr('Cancel')}
              </Button>
            </div>
          )}
          {mine && !isAtWork(mine) && mine.state !== 'idle' && (
            <Notice
              kind={
                mine.state === 'done' && mine.kind === 'check'
                  ? 'quiet'
                  : kinds[mine.state as keyof typeof kinds]
              }
            >
              {tr(mine.words)}
            </Notice>
          )}
        </div>
      </Panel>
      {mine?.report && order && (
        <MergeReport report={mine.report} order={order} busy={isAtWork(mine)} merge={merge} />
      )}
      <MergedList />
    </div>
  );
}

function ChooseFile({ merge }: { readonly merge: MergeOrder }) {
  return (
    <>
      <div className="bt-vessel-go">
        <FileButton accept=".btfield" onChange={(file) => file && void merge.send(file)}>
          {(props) => (
            <Button
              {...props}
              leftSection={<IconFileImport size={22} aria-hidden />}
              loading={merge.sent !== null}
            >
              {tr('Choose a field file…')}
            </Button>
          )}
        </FileButton>
        <p className="bt-vessel-words">
          {tr(
            'Ends in .btfield, from the laptop or a stick. Nothing is written before you have seen what would be.',
          )}
        </p>
      </div>
      {merge.sent !== null && (
        <Progress value={merge.sent * 100} aria-label={tr('Share of the file that is handed in')} />
      )}
    </>
  );
}
