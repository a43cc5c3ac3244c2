import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconDatabase, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { EdgeStatus } from '../../../../shared/contract/backfill';
import type { EdgeStore } from '../../../../shared/model/edge-store';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { BlankState } from '../../../ui/blank-state';
import { Notice } from '../../../ui/notice';
import { Panel } from '../../../ui/panel';
import { StateWords } from '../../../ui/state-words';
import { momentText } from '../../../ui/time-words';
import { BackfillPanel } from './backfill-panel';
import { edgeDraftOf, emptyEdgeDraft } from './edge-draft';
import { EdgeStoreForm } from './edge-store-form';
import { forwardLook, forwardText, placeOf, storeLook } from './edge-words';
import { useEdgeStores, useRefreshBackfill } from './use-backfill';
import { tr, trNode } from '../../../strings/translate';

/** Databases beside the plant: holes are filled from them, samples forwarded to them. */
export function EdgeStores() {
  const { data: stores, error } = useEdgeStores();
  const [adding, setAdding] = useState(false);
  if (stores === undefined)
    return (
      <BlankState icon={IconDatabase} title={error ? tr('Not read') : tr('Edge stores')}>
        <p>{error ? wordsOf(error) : tr('Reading edge stores…')}</p>
      </BlankState>
    );
  const taken = stores.map(({ store }) => store.id);
  return (
    <>
      {error && (
        <Notice kind="warn">
          {trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      {stores.map(({ store, status }) => (
        <StorePanel key={store.id} store={store} status={status} taken={taken} />
      ))}
      {adding ? (
        <Panel title={tr('New edge store')}>
          <EdgeStoreForm
            id={null}
            taken={taken}
            stored={emptyEdgeDraft}
            hasSecret={false}
            onDone={() => setAdding(false)}
          />
        </Panel>
      ) : (
        <Panel
          title={stores.length === 0 ? tr('No edge store yet') : tr('Another edge store')}
          aside={
            <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
              {tr('Add an edge store')}
            </Button>
          }
        >
          <p className="bt-panel-note">
            {tr(
              'An InfluxDB beside the plant that records what passes the broker. What this station missed is taken from there, and kept with the name of the store.',
            )}
          </p>
        </Panel>
      )}
      <BackfillPanel mayAsk={stores.some(({ store }) => store.enabled && store.backfill)} />
    </>
  );
}

interface StoreProps {
  readonly store: EdgeStore;
  readonly status: EdgeStatus;
  readonly taken: readonly string[];
}

function StorePanel({ store, status, taken }: StoreProps) {
  const { client } = useStation();
  const refresh = useRefreshBackfill();
  const [editing, setEditing] = useState(false);
  const askRemove = (): void => {
    modals.openConfirmModal({
      title: tr('Remove {name}?', { name: store.name }),
      children: tr(
        'What still waits to be sent there is forgotten. The history that was filled from it stays.',
      ),
      labels: { confirm: tr('Remove'), cancel: tr('Keep it') },
      confirmProps: { color: 'red' },
      onConfirm: () => void client.backfill.removeStore({ id: store.id }).then(refresh),
    });
  };
  return (
    <Panel
      title={store.name}
      aside={
        <>
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
      <StoreFacts store={store} status={status} />
      {editing && (
        <EdgeStoreForm
          id={store.id}
          taken={taken}
          stored={edgeDraftOf(store)}
          hasSecret={status.hasSecret}
          onDone={() => setEditing(false)}
        />
      )}
    </Panel>
  );
}

function StoreFacts({ store, status }: Pick<StoreProps, 'store' | 'status'>) {
  const { clock } = useStation();
  const { forward } = status;
  const now = clock.now();
  return (
    <div className="bt-panel-body bt-connection-status">
      {status.words !== '' && <Notice kind="warn">{tr(status.words)}</Notice>}
      {forward.state === 'failing' && forward.words !== status.words && (
        <Notice kind="warn">{trNode('Forwarding: {words}', { words: tr(forward.words) })}</Notice>
      )}
      <dl className="bt-facts">
        <div>
          <dt>{tr('State')}</dt>
          <dd>
            <StateWords {...storeLook(store, status)} />{' '}
            {status.state !== 'unknown' && (
              <small>{trNode('since {momentText}', { momentText: momentText(status.since, now) })}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{tr('Place')}</dt>
          <dd>{placeOf(store)}</dd>
        </div>
        <div>
          <dt>{tr('Fills holes')}</dt>
          <dd>
            {store.backfill ? tr('Yes') : tr('No')}{' '}
            {store.backfill && status.channels !== null && (
              <small>{trNode('of {channels} channels', { channels: status.channels })}</small>
            )}
          </dd>
        </div>
        <div>
          <dt>{tr('Forwarding')}</dt>
          <dd>
            <StateWords {...forwardLook(forward)} />{' '}
            {forward.state !== 'off' && <small>{forwardText(forward)}</small>}
          </dd>
        </div>
      </dl>
    </div>
  );
}
