import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { askToSignIn } from '../../app/session/session-deeds';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { useMe, usePeopleStatus } from '../../station/use-session';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { AccessReviewPanel } from './access-review-panel';
import { PeoplePanel } from './people-panel';
import { SessionsPanel } from './sessions-panel';
import { useAccessReview } from './use-people';
import { tr, trNode } from '../../strings/translate';
import './people.css';

/** Who has an account, what they may do where, who is signed in; and the review of it all. */
export function People() {
  const station = useStation();
  const status = usePeopleStatus();
  const me = useMe();
  if (status === null)
    return (
      <BlankState icon={IconUsers} title={tr('People')}>
        <p>{tr('Reading who is signed in…')}</p>
      </BlankState>
    );
  if (me === null)
    return (
      <BlankState
        icon={IconUsers}
        title={status.inUse ? tr('Sign in to see people') : tr('Nobody has an account yet')}
      >
        <p>
          {status.inUse
            ? tr(
                'Accounts and roles are shown to administrators; the access review also to engineers, scientists and QA.',
              )
            : tr('The first administrator invites everybody else and gives them their roles.')}
        </p>
        <Button onClick={() => askToSignIn(station)}>
          {status.inUse ? tr('Sign in') : tr('Make the first administrator')}
        </Button>
      </BlankState>
    );
  const administers = me.grants.some(({ role }) => role === 'administrator') && me.state === 'active';
  return (
    <div className="bt-page bt-people">
      {administers && (
        <>
          <PeoplePanel me={me} />
          <SessionsPanel me={me} />
        </>
      )}
      <Review />
    </div>
  );
}

function Review() {
  const { data, error } = useAccessReview();
  if (error)
    return (
      <Notice kind="warn">
        {trNode('The access review could not be read: {wordsOf}', { wordsOf: wordsOf(error) })}
      </Notice>
    );
  return data ? (
    <AccessReviewPanel review={data} />
  ) : (
    <p className="bt-panel-note">{tr('Reading the access review…')}</p>
  );
}
