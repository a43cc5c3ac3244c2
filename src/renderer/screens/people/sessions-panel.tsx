import { Button } from '@mantine/core';
import type { SignedIn } from '../../../shared/model/person';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Panel } from '../../ui/panel';
import { momentText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { openReason } from './reason-form';
import { usePeopleChanged, useSessions } from './use-people';
import { tr, trNode } from '../../strings/translate';

/** Who is signed in where, and the way to end it. */
export function SessionsPanel({ me }: { readonly me: SignedIn }) {
  const { client } = useStation();
  const { data, error } = useSessions();
  const changed = usePeopleChanged();
  const now = useNow(10_000);
  if (data === undefined)
    return (
      <Panel title={tr('Open sessions')}>
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading…')}</p>
      </Panel>
    );
  return (
    <Panel title={tr('Open sessions')}>
      <div className="bt-scroll-x">
        <table className="bt-table">
          <thead>
            <tr>
              <th>{tr('Name')}</th>
              <th>{tr('Where')}</th>
              <th>{tr('Since')}</th>
              <th>{tr('Last active')}</th>
              <th>
                <span className="bt-unseen">{tr('What to do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <tr key={one.sessionId}>
                <td>
                  {one.name}{' '}
                  <span className="bt-dim">{one.sessionId === me.sessionId && tr('(this window)')}</span>
                </td>
                <td>{one.place}</td>
                <td>{momentText(one.startedAt, now)}</td>
                <td>{momentText(one.activeAt, now)}</td>
                <td className="bt-people-deeds">
                  {one.sessionId !== me.sessionId && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() =>
                        openReason({
                          title: tr('End the session of {name}?', { name: one.name }),
                          words: tr('The person must sign in again before the next action.'),
                          deed: tr('End the session'),
                          run: async ({ reason }) => {
                            await client.people.endSession({ sessionId: one.sessionId, reason });
                            await changed();
                          },
                        })
                      }
                    >
                      {trNode('End{span}', {
                        span: (
                          <span className="bt-unseen">
                            {trNode(' the session of {name}', { name: one.name })}
                          </span>
                        ),
                      })}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
