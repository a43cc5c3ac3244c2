import { Button, Group, Progress, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ImportProgress } from '../../../shared/contract/imports';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { countText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { tr, trNode } from '../../strings/translate';

const remembered = 'bt-import-path';
const busy = (progress: ImportProgress | undefined): boolean =>
  progress?.state === 'verifying' || progress?.state === 'importing';

/** How the import of the station is doing; asked twice a second while one runs. */
function useImport() {
  const { client } = useStation();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['imports', 'progress'],
    queryFn: ({ signal }) => client.imports.progress(undefined, { signal }),
    refetchInterval: ({ state }) => (busy(state.data) ? 500 : 5000),
    staleTime: 0,
  });
  const done = query.data?.imported ?? 0;
  useEffect(() => {
    if (done > 0) void queries.invalidateQueries({ queryKey: ['plant'] });
  }, [queries, done]);
  return query;
}

/** Brings batches of a simulated campaign in from a folder of the station's disk. */
export function ImportPanel() {
  const { client } = useStation();
  const queries = useQueryClient();
  const { data: progress } = useImport();
  const [path, setPath] = useState(() => localStorage.getItem(remembered) ?? '');
  const [problem, setProblem] = useState('');
  const [asking, setAsking] = useState(false);
  const take = (answer: ImportProgress): void => {
    queries.setQueryData(['imports', 'progress'], answer);
  };
  const start = async (): Promise<void> => {
    if (path.trim() === '') return setProblem(tr('Give the folder of the campaign, as a full path'));
    localStorage.setItem(remembered, path.trim());
    setProblem('');
    setAsking(true);
    try {
      take(await client.imports.campaign({ path: path.trim() }));
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setAsking(false);
    }
  };
  const runs = asking || busy(progress);
  return (
    <Panel
      title={tr('Import campaign')}
      aside={<SimulatedMark size="tag" words={tr('SIMULATED DATA ONLY')} />}
    >
      <div className="bt-panel-body bt-import">
        <p className="bt-dim">
          {trNode(
            'The folder that {span} wrote, on the disk of the machine the station runs on. Its files are compared with their hashes first; importing again adds only what is missing.',
            { span: <span className="bt-mono">{tr('npm run campaign')}</span> },
          )}
        </p>
        <form
          aria-label={tr('Import campaign')}
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <TextInput
            label={tr('Folder of the campaign')}
            placeholder={tr('/data/campaign or C:\\data\\campaign')}
            data-autofocus
            autoFocus
            spellCheck={false}
            value={path}
            error={problem === '' ? undefined : problem}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Button type="submit" loading={asking} disabled={runs}>
            {tr('Import')}
          </Button>
        </form>
        {progress && (asking || progress.state !== 'idle') && <Doing progress={progress} />}
      </div>
    </Panel>
  );
}

function Doing({ progress }: { readonly progress: ImportProgress }) {
  const { client } = useStation();
  const queries = useQueryClient();
  const cancel = async (): Promise<void> =>
    void queries.setQueryData(['imports', 'progress'], await client.imports.cancel());
  if (progress.state === 'verifying') return <p role="status">{tr('Comparing files with their hashes…')}</p>;
  if (progress.state !== 'importing') return <Outcome progress={progress} />;
  const { readings, readingsTotal, imported, skipped, batches, current, cancelling } = progress;
  const percent = readingsTotal > 0 ? Math.floor((100 * readings) / readingsTotal) : 0;
  return (
    <div role="status" data-testid="import-progress">
      <Progress value={percent} aria-label={tr('Share of the readings on disk')} mb={6} />
      <Group justify="space-between">
        <p>
          {trNode(
            '{which}{current}: {imported} of {batches} batches, {countText} of {countText2} readings ({percent} %)',
            {
              which: cancelling ? tr('Stopping after ') : '',
              current: current ?? tr('the next batch'),
              imported: imported + skipped,
              batches,
              countText: countText(Math.min(readings, readingsTotal)),
              countText2: countText(readingsTotal),
              percent,
            },
          )}
        </p>
        <Button variant="default" disabled={cancelling} onClick={() => void cancel()}>
          {cancelling ? tr('Stopping…') : tr('Cancel')}
        </Button>
      </Group>
    </div>
  );
}

const outcomes = { done: 'good', cancelled: 'quiet', failed: 'alarm' } as const;

function Outcome({ progress }: { readonly progress: ImportProgress }) {
  const { state, words, readings } = progress;
  if (state !== 'done' && state !== 'cancelled' && state !== 'failed') return null;
  return (
    <Notice kind={outcomes[state]}>
      {words}
      {readings > 0 && state !== 'failed' && `. ${countText(readings)} readings.`}
    </Notice>
  );
}
