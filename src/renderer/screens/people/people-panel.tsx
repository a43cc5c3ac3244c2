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
import { tr } from '../../strings/translate';

/** Every account with its state and roles. */
export function PeoplePanel({ me }: { readonly me: SignedIn }) {
  const station = useStation();
  const { data, error } = usePeople();
  const changed = usePeopleChanged();
  const invite = (
    <Button
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => openInvite(station, changed, { alone: isAlone(data ?? [], me.personId), again: null })}
    >
      {tr('Invite somebody')}
    </Button>
  );
  return (
    <Panel title={tr('People')} aside={invite}>
      {error && <Notice kind="alarm">{wordsOf(error)}</Notice>}
      {data === undefined ? (
        <p className="bt-panel-note">{error ? tr('Not read.') : tr('Reading…')}</p>
      ) : (
        <div className="bt-scroll-x">
          <table className="bt-table">
            <thead>
              <tr>
                <th>{tr('Name')}</th>
                <th>{tr('User id')}</th>
                <th>{tr('State')}</th>
                <th>{tr('Roles')}</th>
                <th>{tr('Last sign-in')}</th>
                <th>
                  <span className="bt-unseen">{tr('What to do')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((person) => (
                <PersonRow
                  key={person.userId}
                  person={person}
                  own={person.personId === me.personId}
                  alone={isAlone(data, me.personId)}
                  gone={data.every((one) => one.personId !== person.personId || one.state === 'disabled')}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** True where nobody else administers: who invites then verifies too, and says why. */
function isAlone(people: readonly Person[], personId: string): boolean {
  return !people.some(
    (one) =>
      one.personId !== personId &&
      (one.state === 'active' || one.state === 'locked') &&
      one.grants.some(({ role }) => role === 'administrator'),
  );
}

interface RowProps {
  readonly person: Person;
  readonly own: boolean;
  readonly alone: boolean;
  /** Every account of this person is disabled. */
  readonly gone: boolean;
}

function PersonRow({ person, own, alone, gone }: RowProps) {
  const station = useStation();
  const changed = usePeopleChanged();
  const now = useNow(60_000);
  const { lastSignInAt } = person;
  return (
    <tr data-off={person.state === 'disabled' || undefined}>
      <td>
        {person.name}
        {own && <span className="bt-dim">{tr(' (you)')}</span>}
      </td>
      <td className="bt-mono">{person.userId}</td>
      <td>
        <StateWords person={person} />
      </td>
      <td>
        <GrantList person={person} own={own} />
      </td>
      <td>{lastSignInAt === null ? tr('Never') : momentText(lastSignInAt, now)}</td>
      <td className="bt-people-deeds">
        {!own && person.state !== 'disabled' && <PersonMenu person={person} alone={alone} />}
        {gone && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={tr('Invite {name} again', { name: person.name })}
            onClick={() => openInvite(station, changed, { alone, again: person })}
          >
            {tr('Invite again…')}
          </Button>
        )}
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
          {tr('Locked')}
        </Badge>
      ) : (
        tr(accountStateWords[person.state])
      )}
      {waits && (
        <div className="bt-dim">
          {(person.invitedUntil ?? 0) > now
            ? tr('Invitation until {momentText}', { momentText: momentText(person.invitedUntil ?? 0, now) })
            : tr('Invitation ran out')}
        </div>
      )}
      {person.totp && <div className="bt-dim">{tr('With authenticator')}</div>}
    </>
  );
}
