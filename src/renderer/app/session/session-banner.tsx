import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { PeopleStatus } from '../../../shared/contract/people';
import { useStation } from '../../station/station-context';
import { useMe, usePeopleStatus } from '../../station/use-session';
import { Notice } from '../../ui/notice';
import { useNow } from '../../ui/use-now';
import { openAttest } from './own-account-dialogs';
import { askToSignIn } from './session-deeds';
import { tr, trNode } from '../../strings/translate';

/** What must be known of the session on every screen: it is about to lock, it is locked, something is to be done. */
export function SessionBanner() {
  const status = usePeopleStatus();
  if (status === null) return null;
  if (!status.inUse) return <SetUp />;
  if (status.me) return <Signed status={status} />;
  return status.ended === null ? null : <Ended words={status.ended} />;
}

function SetUp() {
  const station = useStation();
  return (
    <div className="bt-banner">
      <Notice kind="quiet">
        <div className="bt-session-line">
          <span>
            {trNode('{strong} Whoever opens this page can change the set-up.', {
              strong: <b>{tr('Nobody has an account yet.')}</b>,
            })}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => askToSignIn(station)}>
            {tr('Make the first administrator')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

function Ended({ words }: { readonly words: string }) {
  const station = useStation();
  return (
    <div className="bt-banner" data-testid="session-ended">
      <Notice kind="warn">
        <div className="bt-session-line">
          <span>
            {trNode('{strong} The live view goes on; what you were writing is kept.', {
              strong: <b>{words}</b>,
            })}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => askToSignIn(station)}>
            {tr('Sign in')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

function Signed({ status: { warnMs } }: { readonly status: PeopleStatus }) {
  const station = useStation();
  const me = useMe();
  useNow(1000);
  if (!me) return null;
  const until = Math.min(me.idleAt, me.endsAt);
  const leftMs = until - station.clock.now();
  if (leftMs < warnMs) return <AboutToLock leftMs={leftMs} absolute={me.endsAt <= me.idleAt} />;
  const [notice] = me.notices;
  if (notice !== undefined)
    return (
      <div className="bt-banner">
        <Notice kind="warn">
          <div className="bt-session-line">
            <span>
              {trNode('{strong} If you did not ask for it, tell your QA at once.', {
                strong: <b>{notice}</b>,
              })}
            </span>
            <Button size="compact-sm" variant="default" onClick={() => void read(station)}>
              {tr('I know')}
            </Button>
          </div>
        </Notice>
      </div>
    );
  if (me.attested) return null;
  return (
    <div className="bt-banner">
      <Notice kind="warn">
        <div className="bt-session-line">
          <span>
            {trNode('{strong} Attest, once, what your electronic signature means.', {
              strong: <b>{tr('You can look, but not act yet.')}</b>,
            })}
          </span>
          <Button size="compact-sm" onClick={() => openAttest(station)}>
            {tr('Read and attest')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

async function read({ client, session }: ReturnType<typeof useStation>): Promise<void> {
  await client.people.noticeRead().catch(() => undefined);
  await session.refresh();
}

interface AboutToLockProps {
  readonly leftMs: number;
  /** True where nothing lengthens it. */
  readonly absolute: boolean;
}

function AboutToLock({ leftMs, absolute }: AboutToLockProps) {
  const { session } = useStation();
  const over = leftMs <= 0;
  // The station decides; it is asked when the time is up.
  useEffect(() => {
    if (over) void session.refresh();
  }, [over, session]);
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return (
    <div className="bt-banner" data-testid="about-to-lock">
      <Notice kind="warn">
        <div className="bt-session-line">
          <span>
            <b>
              {trNode('{which} in {seconds} s.', {
                which: absolute ? tr('Your session ends') : tr('This window locks'),
                seconds,
              })}
            </b>{' '}
            {absolute
              ? tr('Sign in again to go on.')
              : tr('Press any key to go on. Locked, the live view stays.')}
          </span>
          {!absolute && (
            <Button size="compact-sm" variant="default" onClick={() => session.alive()}>
              {tr('Go on')}
            </Button>
          )}
        </div>
      </Notice>
    </div>
  );
}
