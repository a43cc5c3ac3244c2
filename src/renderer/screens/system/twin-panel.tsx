import { useQuery } from '@tanstack/react-query';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { countText, msText } from '../../ui/amount-words';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { momentText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

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
      <Panel title={tr('Twin')}>
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading…')}</p>
      </Panel>
    );
  }
  const state = twin.state === 'up' ? 'Up' : tr('Down: predictions stand still');
  return (
    <Panel
      title={tr('Twin')}
      aside={<StateWords kind={twin.state === 'up' ? 'good' : 'alarm'} words={state} />}
    >
      <div className="bt-panel-body">
        {twin.problem !== '' && <Notice kind="warn">{twin.problem}</Notice>}
        {twin.model === null ? (
          <p className="bt-card-words">{tr('No model is loaded.')}</p>
        ) : (
          <>
            <p className="bt-card-words">
              <b>
                {twin.model.name} {twin.model.version}.
              </b>{' '}
              {twin.model.purpose}
            </p>
            <p className="bt-card-words">
              <b>{tr('Accuracy.')}</b> {twin.model.accuracy}
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
                <th scope="col">{tr('Unit')}</th>
                <th scope="col">{tr('Last window')}</th>
                <th scope="col" data-number>
                  {tr('Windows')}
                </th>
                <th scope="col" data-number>
                  {tr('Computed later')}
                </th>
                <th scope="col" data-number>
                  {tr('Inference')}
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
