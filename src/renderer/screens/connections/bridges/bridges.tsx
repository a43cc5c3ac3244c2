import { Button, Switch } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconBroadcast, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Bridge, BridgeStatus } from '../../../../shared/model/bridge';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { tr, trNode } from '../../../strings/translate';
import { countText } from '../../../ui/amount-words';
import { BlankState } from '../../../ui/blank-state';
import { Notice } from '../../../ui/notice';
import { Panel } from '../../../ui/panel';
import { StateWords } from '../../../ui/state-words';
import { momentText } from '../../../ui/time-words';
import { proposeClientId } from '../propose-client-id';
import { bridgeDraftOf, emptyBridgeDraft } from './bridge-draft';
import { BridgeForm } from './bridge-form';
import { bridgeLook, dialectWords, waitingText } from './bridge-words';
import { useBridges, useRefreshBridges } from './use-bridges';

/** Ways out: what this station reads goes to brokers, so that it can stand in for an edge box. */
export function Bridges() {
  const { data: bridges, error } = useBridges();
  const [adding, setAdding] = useState(false);
  if (bridges === undefined)
    return (
      <BlankState icon={IconBroadcast} title={error ? tr('Not read') : tr('Bridges')}>
        <p>{error ? wordsOf(error) : tr('Reading bridges…')}</p>
      </BlankState>
    );
  const taken = bridges.map(({ bridge }) => bridge.id);
  return (
    <>
      {error && (
        <Notice kind="warn">
          {trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      {bridges.map(({ bridge, status }) => (
        <BridgePanel key={bridge.id} bridge={bridge} status={status} taken={taken} />
      ))}
      {adding ? (
        <Panel title={tr('New bridge')}>
          <NewBridge taken={taken} onDone={() => setAdding(false)} />
        </Panel>
      ) : (
        <Panel
          title={bridges.length === 0 ? tr('No bridge yet') : tr('Another bridge')}
          aside={
            <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
              {tr('Add a bridge')}
            </Button>
          }
        >
          <p className="bt-panel-note">
            {tr(
              'A bridge publishes what this station reads to a broker, so that it can stand in for an edge box. What the broker or its primary host misses is kept here and sent later. What came from a broker is never sent back to it.',
            )}
          </p>
        </Panel>
      )}
    </>
  );
}

function NewBridge({ taken, onDone }: { readonly taken: readonly string[]; readonly onDone: () => void }) {
  const [stored] = useState(() => emptyBridgeDraft(proposeClientId()));
  return (
    <BridgeForm id={null} taken={taken} stored={stored} hasPassword={false} hasKey={false} onDone={onDone} />
  );
}

interface BridgeProps {
  readonly bridge: Bridge;
  readonly status: BridgeStatus;
  readonly taken: readonly string[];
}

function BridgePanel({ bridge, status, taken }: BridgeProps) {
  const { client } = useStation();
  const refresh = useRefreshBridges();
  const [editing, setEditing] = useState(false);
  const tryTo = (deed: Promise<unknown>): void =>
    void deed
      .catch((error: unknown) =>
        notifications.show({
          color: 'red',
          title: tr('{name} was not changed', { name: bridge.name }),
          message: wordsOf(error),
        }),
      )
      .then(refresh);
  const askRemove = (): void => {
    modals.openConfirmModal({
      title: tr('Remove {name}?', { name: bridge.name }),
      children: tr('What still waits to be sent is forgotten. The history of this station stays.'),
      labels: { confirm: tr('Remove'), cancel: tr('Keep it') },
      confirmProps: { color: 'red' },
      onConfirm: () => tryTo(client.bridges.remove({ id: bridge.id })),
    });
  };
  return (
    <Panel
      title={bridge.name}
      aside={
        <>
          <Switch
            label={bridge.enabled ? tr('Enabled') : tr('Disabled')}
            checked={bridge.enabled}
            onChange={(event) =>
              tryTo(client.bridges.save({ ...bridge, enabled: event.currentTarget.checked, secrets: {} }))
            }
          />
          <Button
            variant="default"
            leftSection={<IconPencil size={15} />}
            onClick={() => setEditing(!editing)}
          >
            {tr('Settings')}
          </Button>
          <Button variant="default" leftSection={<IconTrash size={15} />} onClick={askRemove}>
            {tr('Remove…')}
          </Button>
        </>
      }
    >
      <BridgeFacts bridge={bridge} status={status} />
      {editing && (
        <BridgeForm
          id={bridge.id}
          taken={taken}
          stored={bridgeDraftOf(bridge)}
          hasPassword={status.hasPassword}
          hasKey={status.hasKey}
          onDone={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}

function BridgeFacts({ bridge, status }: Omit<BridgeProps, 'taken'>) {
  const { clock } = useStation();
  const now = clock.now();
  const { broker } = bridge;
  return (
    <div className="bt-panel-body bt-connection-status">
      {status.words !== '' && status.state !== 'off' && (
        <Notice kind={status.state === 'catching-up' ? 'good' : 'warn'}>{tr(status.words)}</Notice>
      )}
      <dl className="bt-facts">
        <div>
          <dt>{tr('State')}</dt>
          <dd>
            <StateWords {...bridgeLook(status)} />{' '}
            {status.state !== 'off' && (
              <small>{trNode('since {momentText}', { momentText: momentText(status.since, now) })}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{tr('Leads to')}</dt>
          <dd className="bt-topic">{`${broker.tls ? 'mqtts' : 'mqtt'}://${broker.host}:${broker.port}`}</dd>
        </div>
        <div>
          <dt>{tr('Written as')}</dt>
          <dd>
            {dialectWords(bridge)}{' '}
            {bridge.dialect === 'sparkplug' && <small>{`${bridge.group}/${bridge.node}`}</small>}
          </dd>
        </div>
        <div>
          <dt>{tr('Sent')}</dt>
          <dd>
            {countText(status.sent)}{' '}
            {status.lastSentAt !== null && (
              <small>{trNode('last {momentText}', { momentText: momentText(status.lastSentAt, now) })}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{tr('Waiting')}</dt>
          <dd>
            {waitingText(status)}{' '}
            {status.kept > 0 && (
              <small>{trNode('{count} sent and kept for 30 s', { count: countText(status.kept) })}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{tr('Bioreactors')}</dt>
          <dd>{bridge.units.length === 0 ? tr('All') : bridge.units.join(', ')}</dd>
        </div>
        <Further bridge={bridge} status={status} />
      </dl>
    </div>
  );
}

/** What is told only where there is something to tell. */
function Further({ bridge, status }: Omit<BridgeProps, 'taken'>) {
  return (
    <>
      {status.refused > 0 && (
        <div>
          <dt>{tr('Not sent')}</dt>
          <dd>
            {trNode('{count} too old for a dialect without times', { count: countText(status.refused) })}
          </dd>
        </div>
      )}
      {status.looped > 0 && (
        <div>
          <dt>{tr('Left out')}</dt>
          <dd>
            {trNode('{count} channels that come from this broker', { count: countText(status.looped) })}
          </dd>
        </div>
      )}
      {bridge.dialect === 'sparkplug' && status.session !== null && (
        <div>
          <dt>{tr('Session')}</dt>
          <dd>
            {countText(status.session)}{' '}
            <small>{trNode('born {count} times', { count: countText(status.births) })}</small>
          </dd>
        </div>
      )}
    </>
  );
}
