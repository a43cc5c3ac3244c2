import { useStation } from '../../station/station-context';
import { countText } from '../../ui/amount-words';
import { Panel } from '../../ui/panel';
import { momentText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { useMerges } from './use-field';

/** Which files went into the history here, and who merged them. */
export function MergedList() {
  const { clock } = useStation();
  const { data: merges = [] } = useMerges();
  return (
    <Panel title={tr('Merged here')}>
      {merges.length === 0 ? (
        <p className="bt-panel-note">{tr('No field file was merged here yet.')}</p>
      ) : (
        <div className="bt-scroll-x" role="group" tabIndex={0}>
          <table className="bt-table">
            <thead>
              <tr>
                <th scope="col">{tr('When')}</th>
                <th scope="col">{tr('Recording')}</th>
                <th scope="col">{tr('By')}</th>
                <th scope="col" data-number>
                  {tr('Added')}
                </th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {merges.map(({ id, beganAt, name, file, by, added, state, sha256 }) => (
                <tr key={id}>
                  <td data-nowrap>{momentText(beganAt, clock.now())}</td>
                  <td>
                    {name} <span className="bt-dim">{file}</span>
                  </td>
                  <td>{by}</td>
                  <td data-number>{state === 'merging' ? tr('going on') : countText(added)}</td>
                  <td className="bt-mono">{sha256.slice(0, 16)}…</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
