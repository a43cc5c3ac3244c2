import { useHealth } from '../../station/queries';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { momentText, spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

/** The processes of the station; the supervisor starts a fallen one again by itself. */
export function WorkersPanel() {
  const { data: health } = useHealth();
  return (
    <Panel title={tr('Workers')}>
      {health === undefined || health.workers.length === 0 ? (
        <p className="bt-panel-note">
          {health ? tr('The host has not told of its workers yet') : tr('Reading…')}
        </p>
      ) : (
        <div className="bt-scroll-x" role="group" tabIndex={0}>
          <table className="bt-table">
            <thead>
              <tr>
                <th scope="col">{tr('Worker')}</th>
                <th scope="col">{tr('State')}</th>
                <th scope="col">{tr('Since')}</th>
                <th scope="col" data-number>
                  {tr('Restarts')}
                </th>
                <th scope="col" data-number>
                  {tr('Process')}
                </th>
              </tr>
            </thead>
            <tbody>
              {health.workers.map((worker) => (
                <tr key={worker.name}>
                  <td>{worker.name}</td>
                  <td>
                    {worker.state === 'up' ? (
                      <StateWords kind="good" words={tr('Up')} />
                    ) : (
                      <StateWords kind="alarm" words={tr('Down, being started again')} />
                    )}
                  </td>
                  <td data-nowrap>
                    {momentText(worker.since, health.now)}{' '}
                    <span className="bt-dim">({spanText(health.now - worker.since)})</span>
                  </td>
                  <td data-number>{worker.restarts}</td>
                  <td data-number>{worker.pid ?? tr('thread')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
