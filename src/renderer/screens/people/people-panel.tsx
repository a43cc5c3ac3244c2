import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { accountStateWords, type Person, type SignedIn } from '../../../shared/model/person';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { momentText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { GrantList } from './grant-list';
import { openInvite } from './invite-form';
import { PersonMenu } from './person-menu';
import { usePeople, usePeopleChanged } from './use-people';

/** Every account with its state and roles. */
export function PeoplePanel({ me }: { readonly me: SignedIn }) {
  const station = useStation();
  const { data, error } = usePeople();
  const changed = usePeopleChanged();
  const invite = (
    <Button
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => openInvite(station, changed)}
    >
      Invite somebody
    </Button>
  );
  return (
    <Panel title="People" aside={invite}>
      {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
      {data === undefined ? (
        <p className="bt-panel-note">{error ? 'Not read.' : 'Reading…'}</p>
      ) : (
        <div className="bt-scroll-x">
          <table className="bt-table">
            <thead>
              <tr>
                <th>Name</th>
                <th>User id</th>
                <th>State</th>
                <th>Roles</th>
                <th>Last sign-in</th>
                <th>
                  <span className="bt-unseen">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((person) => (
                <PersonRow key={person.userId} person={person} own={person.personId === me.personId} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function PersonRow({ person, own }: { readonly person: Person; readonly own: boolean }) {
  const now = useNow(60_000);
  const { lastSignInAt } = person;
  return (
    <tr data-off={person.state === 'disabled' || undefined}>
      <td>
        {person.name}
        {own && <span className="bt-dim"> (you)</span>}
      </td>
      <td className="bt-mono">{person.userId}</td>
      <td>
        <StateWords person={person} />
      </td>
      <td>
        <GrantList person={person} own={own} />
      </td>
      <td>{lastSignInAt === null ? 'Never' : momentText(lastSignInAt, now)}</td>
      <td className="bt-people-deeds">
        {!own && person.state !== 'disabled' && <PersonMenu person={person} />}
      </td>
    </tr>
  );
}

function StateWords({ person }: { readonly person: Person }) {
  const now = useNow(60_000);
  const waits = person.passwordSetAt === null && person.invitedUntil !== null;
  return (
    <>
      {person.state === 'locked' ? (
        <Badge color="red" variant="light" size="sm">
          Locked
        </Badge>
      ) : (
        accountStateWords[person.state]
      )}
      {waits && (
        <div className="bt-dim">
          {(person.invitedUntil ?? 0) > now
            ? `Invitation until ${momentText(person.invitedUntil ?? 0, now)}`
            : 'Invitation ran out'}
        </div>
      )}
      {person.totp && <div className="bt-dim">With authenticator</div>}
    </>
  );
}
