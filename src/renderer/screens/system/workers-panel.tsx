import { useHealth } from '../../station/queries';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { momentText, spanText } from '../../ui/time-words';

/** The processes of the station; the supervisor starts a fallen one again by itself. */
export function WorkersPanel() {
  const { data: health } = useHealth();
  return (
    <Panel title="Workers">
      {health === undefined || health.workers.length === 0 ? (
        <p className="bt-panel-note">{health ? 'The host has not told of its workers yet' : 'Reading…'}</p>
      ) : (
        <div className="bt-scroll-x" role="group" tabIndex={0}>
          <table className="bt-table">
            <thead>
              <tr>
                <th scope="col">Worker</th>
                <th scope="col">State</th>
                <th scope="col">Since</th>
                <th scope="col" data-number>
                  Restarts
                </th>
                <th scope="col" data-number>
                  Process
                </th>
              </tr>
            </thead>
            <tbody>
              {health.workers.map((worker) => (
                <tr key={worker.name}>
                  <td>{worker.name}</td>
                  <td>
                    {worker.state === 'up' ? (
                      <StateWords kind="good" words="Up" />
                    ) : (
                      <StateWords kind="alarm" words="Down, being started again" />
                    )}
                  </td>
                  <td data-nowrap>
                    {momentText(worker.since, health.now)}{' '}
                    <span className="bt-dim">({spanText(health.now - worker.since)})</span>
                  </td>
                  <td data-number>{worker.restarts}</td>
                  <td data-number>{worker.pid ?? 'thread'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
