import { tr } from '../../strings/translate';
import { Panel } from '../../ui/panel';
import { shortNumber } from '../../ui/short-number';
import { StateWords } from '../../ui/state-words';
import type { CardRow } from './card-rows';

/** Further from the others than this is worth a look, standard deviations. */
const farFrom = 3;

/** Figures of a batch beside those of others. */
export function CardFeatures({
  rows,
  others,
}: {
  readonly rows: readonly CardRow[];
  readonly others: number;
}) {
  return (
    <Panel title={tr('Figures beside those of {others} others', { others })}>
      <table className="bt-table" aria-label={tr('Figures of the batch')}>
        <thead>
          <tr>
            <th>{tr('Phase')}</th>
            <th>{tr('Feature')}</th>
            <th data-number>{tr('This batch')}</th>
            <th data-number>{tr('Others, mean ± SD')}</th>
            <th data-number>{tr('Distance')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ phase, feature, unit, value, mean, sd, distance }, i) => (
            <tr key={`${phase} ${feature}`}>
              <td data-nowrap>{rows[i - 1]?.phase === phase ? '' : tr(phase)}</td>
              <td>
                {tr(feature)}
                {unit === '' ? '' : `, ${unit}`}
              </td>
              <td data-number>{shortNumber(value)}</td>
              <td data-number>{mean === null ? '–' : `${shortNumber(mean)} ± ${shortNumber(sd, 2)}`}</td>
              <td data-number>
                {distance === null ? (
                  '–'
                ) : Math.abs(distance) > farFrom ? (
                  <StateWords
                    kind="warn"
                    words={tr('{shortNumber} SD', { shortNumber: shortNumber(distance, 2) })}
                  />
                ) : (
                  tr('{shortNumber} SD', { shortNumber: shortNumber(distance, 2) })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
