import type { GoldenScore } from '../../../shared/model/golden-score';
import { tr } from '../../strings/translate';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { deviationRuns } from './golden-figures';

/** When a batch was out, and what contributed most. */
export function DeviationTable({ score }: { readonly score: GoldenScore }) {
  const runs = deviationRuns(score);
  const last = score.points.at(-1);
  return (
    <Panel
      title={tr('Deviations')}
      aside={
        <StateWords
          kind={last?.alarm ? 'warn' : 'good'}
          words={last?.alarm ? tr('Out at the last moment') : tr('Within at the last moment')}
        />
      }
    >
      {runs.length === 0 ? (
        <p className="bt-panel-note">{tr('None: the batch went as the golden batches did.')}</p>
      ) : (
        <table className="bt-table" aria-label={tr('Deviations')}>
          <thead>
            <tr>
              <th>{tr('Age')}</th>
              <th data-number>{tr('At most')}</th>
              <th>{tr('What contributes most')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ fromH, toH, worst, top }) => (
              <tr key={fromH}>
                <td data-nowrap>
                  {fromH.toFixed(1)} – {toH.toFixed(1)} h
                </td>
                <td data-number>{worst >= 100 ? '> 100' : worst.toFixed(1)} ×</td>
                <td>
                  {top
                    .map(({ name, share, z }) =>
                      tr('{name} {share} % ({side})', {
                        name,
                        share: (100 * share).toFixed(0),
                        side: z > 0 ? tr('high') : tr('low'),
                      }),
                    )
                    .join(', ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
