import type { ModelChange } from '../../../shared/model/model-registry';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import { changedByWords, stateOf } from './model-words';
import { tr } from '../../strings/translate';

/** Every change of state, newest first: when, by whom, why. */
export function ChangeList({ changes }: { readonly changes: readonly ModelChange[] }) {
  return (
    <Panel title={tr('History')}>
      <table className="bt-table" aria-label={tr('History')}>
        <tbody>
          {changes
            .toSorted((a, b) => b.id - a.id)
            .map(({ id, at, from, to, by, reason }) => (
              <tr key={id} data-by={by}>
                <td data-nowrap>{dateTimeText(at).slice(0, 16)}</td>
                <td data-nowrap>
                  {from === null ? '' : `${stateOf[from].words} → `}
                  <b>{tr(stateOf[to].words)}</b>
                </td>
                <td>
                  {reason} <span className="bt-dim">({changedByWords[by].toLowerCase()})</span>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Panel>
  );
}
