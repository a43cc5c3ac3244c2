import { useQuery } from '@tanstack/react-query';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { countText, msText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { momentText } from '../../ui/time-words';

/** The model in use: what it is for, how good it is and on what data that was measured, and whether it keeps up. */
export function TwinPanel() {
  const { client, clock } = useStation();
  const { data: twin, error } = useQuery({
    queryKey: ['twin-status'],
    queryFn: ({ signal }) => client.twin.status(undefined, { signal }),
    refetchInterval: 10_000,
  });
  if (twin === undefined) {
    return (
      <Panel title="Twin">
        <p className="bt-panel-note">{error ? wordsOf(error) : 'Reading…'}</p>
      </Panel>
    );
  }
  const state = twin.state === 'up' ? 'Up' : 'Down: predictions stand still';
  return (
    <Panel title="Twin" aside={<StateWords kind={twin.state === 'up' ? 'good' : 'alarm'} words={state} />}>
      <div className="bt-panel-body">
        {twin.problem !== '' && <Notice kind="warn">{twin.problem}</Notice>}
        {twin.model === null ? (
          <p className="bt-card-words">No model is loaded.</p>
        ) : (
          <>
            <p className="bt-card-words">
              <b>
                {twin.model.name} {twin.model.version}.
              </b>{' '}
              {twin.model.purpose}
            </p>
            <p className="bt-card-words">
              <b>Accuracy.</b> {twin.model.accuracy}
            </p>
            <p className="bt-card-words bt-dim">
              SHA-256 <span className="bt-mono">{twin.model.sha256}</span>
            </p>
          </>
        )}
      </div>
      {twin.units.length > 0 && (
        <div className="bt-scroll-x" role="group" tabIndex={0}>
          <table className="bt-table">
            <thead>
              <tr>
                <th scope="col">Unit</th>
                <th scope="col">Last window</th>
                <th scope="col" data-number>
                  Windows
                </th>
                <th scope="col" data-number>
                  Computed later
                </th>
                <th scope="col" data-number>
                  Inference
                </th>
              </tr>
            </thead>
            <tbody>
              {twin.units.map((unit) => (
                <tr key={unit.unitId}>
                  <td>{unit.unitId}</td>
                  <td data-nowrap>
                    {unit.lastWindow === null ? '–' : momentText(unit.lastWindow, clock.now())}
                  </td>
                  <td data-number>{countText(unit.windows)}</td>
                  <td data-number>{countText(unit.missedThenComputed)}</td>
                  <td data-number>{msText(unit.inferenceMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
