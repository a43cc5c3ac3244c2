import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { RecordContext } from '../../../../shared/model/records/record-context';
import { recordKindWords } from '../../../../shared/model/records/record-kind';
import { useStation } from '../../../station/station-context';
import { useLinkState } from '../../../station/use-live';
import { wordsOf } from '../../../station/station-error';
import { Notice } from '../../../ui/notice';
import { useMe } from '../../../station/use-session';
import { useKnownContext, useRecordContext } from '../use-records';
import { draftOfDevice, isDraftOf, newerDraft } from './device-drafts';
import type { FormPlace, FormState } from './form-state';
import { RecordForm } from './record-form';
import type { Handed } from './use-record-form';
import { tr } from '../../../strings/translate';

/** A form that somebody wants to fill in. */
export interface FormTask {
  readonly place: FormPlace;
  readonly proposalId: string | null;
  readonly begin: FormState | null;
}

interface Props {
  readonly task: FormTask | null;
  readonly batchName: string;
  readonly onClose: () => void;
  readonly onHanded: (handed: Handed) => void;
}

/** The form beside the page: reads what the rules need and what was begun before, then shows it. */
export function FormDrawer({ task, batchName, onClose, onHanded }: Props) {
  const title = task === null ? '' : titleOf(task, batchName);
  return (
    <Drawer
      opened={task !== null}
      onClose={onClose}
      position="right"
      size="min(1040px, 100%)"
      title={title}
      closeButtonProps={{ 'aria-label': tr('Close') }}
      attributes={{ header: { role: 'group' } }}
      classNames={{ content: 'bt-form-drawer', body: 'bt-form-drawer-body' }}
      transitionProps={{ duration: 0 }}
    >
      {task && <Ready key={keyOf(task)} task={task} title={title} onClose={onClose} onHanded={onHanded} />}
    </Drawer>
  );
}

function Ready({
  task,
  title,
  onClose,
  onHanded,
}: Omit<Props, 'task' | 'batchName'> & { task: FormTask; title: string }) {
  const { place, proposalId, begin } = task;
  const context = useRecordContext(place.kind, place.batchId, null, 'form');
  const known = useKnownContext(place.kind, place.batchId);
  const { client } = useStation();
  const me = useMe();
  const away = useLinkState().kind !== 'online';
  const drafts = useQuery({
    queryKey: ['records', 'drafts', me?.personId ?? null],
    queryFn: ({ signal }) => client.records.drafts(undefined, { signal }),
    enabled: me !== null && !away,
    staleTime: 0,
    gcTime: 0,
  });
  // What a form begins with comes of the newest records: what an earlier form left in the cache would be one behind.
  const fresh = away || context.isFetchedAfterMount;
  const found = fresh ? (context.data ?? (away ? known : undefined)) : undefined;
  // Once there, a form stays: the way to the station may come and go under it.
  const [first, setFirst] = useState<RecordContext | null>(null);
  const looked = me === null || away || !drafts.isPending;
  if (first === null && found && looked) setFirst(found);
  const rules = first === null ? null : (context.data ?? first);
  if (rules === null)
    return context.error ? (
      <Notice kind="alarm">{wordsOf(context.error)}</Notice>
    ) : (
      <p role="status">{tr('Reading what the rules need…')}</p>
    );
  const { kind, batchId, amending } = place;
  const where = me && {
    personId: me.personId,
    kind,
    batchId,
    amends: amending && { id: amending.id, version: amending.version },
  };
  const atStation = where ? drafts.data?.find((draft) => isDraftOf(draft, where)) : undefined;
  // What is begun otherwise, by a proposal or an entry that was refused, is not to be mixed with a draft.
  const draft = where && begin === null ? newerDraft(draftOfDevice(where), atStation) : null;
  return (
    <RecordForm
      title={title}
      place={place}
      proposalId={proposalId}
      begin={begin}
      draft={draft}
      context={rules}
      onHanded={onHanded}
      onCancel={onClose}
    />
  );
}

function titleOf({ place }: FormTask, batchName: string): string {
  const what = recordKindWords[place.kind];
  const which = batchName === '' ? '' : `: ${batchName}`;
  return `${place.amending ? `Correct ${what.toLowerCase()}` : what}${which}`;
}

const keyOf = ({ place, proposalId }: FormTask): string =>
  `${place.kind} ${place.batchId} ${place.amending?.id ?? 'new'} ${place.amending?.version ?? 0} ${proposalId ?? ''}`;
