import type { BatchSummary } from '../../../shared/contract/units';
import { tr } from '../../strings/translate';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { deviationRuns } from './golden-figures';
import { useAgainst, useGoldens } from './use-compare';

/** How a batch stood to the golden batch, in a line; nothing where there is none. */
export function CardGolden({ batch }: { readonly batch: BatchSummary }) {
  const { data: goldens } = useGoldens();
  const golden = goldens?.[0];
  const { data } = useAgainst(golden?.id ?? null, batch);
  if (!golden || !data) return null;
  const runs = deviationRuns(data);
  const words =
    data.points.length === 0
      ? tr('Not judged')
      : runs.length === 0
        ? tr('Within the golden batch throughout')
        : tr('{count} deviations, the first at {hour} h', {
            count: runs.length,
            hour: runs[0]?.fromH.toFixed(1),
          });
  return (
    <Panel title={tr('Against {name}, version {version}', { name: golden.name, version: golden.version })}>
      <p className="bt-panel-note">
        <StateWords
          kind={runs.length > 0 ? 'warn' : data.points.length === 0 ? 'quiet' : 'good'}
          words={words}
        />{' '}
        {data.note !== '' && `${tr(data.note)}.`}
      </p>
    </Panel>
  );
}
