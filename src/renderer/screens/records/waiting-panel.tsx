import { Button, Group } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useLinkState } from '../../station/use-live';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { useOutbox, useWaiting } from './outbox/outbox-provider';
import type { OutboxEntry } from './outbox/outbox-store';
import { useMe } from '../../station/use-session';
import { tr, trNode } from '../../strings/translate';

interface Props {
  /** Null: of every batch. */
  readonly batchId: string | null;
  readonly onOpen: (entry: OutboxEntry) => void;
}

/** What was entered on this device and has not arrived at the station; nothing where all has. */
export function WaitingPanel({ batchId, onOpen }: Props) {
  const all = useWaiting();
  const outbox = useOutbox();
  const me = useMe();
  const link = useLinkState();
  const waiting = all.filter((entry) => batchId === null || entry.batchId === batchId);
  if (waiting.length === 0) return null;
  return (
    <Panel title={tr('Waiting on this device: {length}', { length: waiting.length })}>
      <ul className="bt-waiting" aria-label={tr('Waiting on this device')}>
        {waiting.map((entry) => (
          <li key={entry.id} data-refused={entry.refused !== null || undefined}>
            <StateWords {...stateOf(entry, me?.personId ?? null, link.kind === 'online')} />
            <span>
              {trNode('{strong}, entered {dateTimeText} by {personName}{refused}', {
                strong: <b>{tr(entry.words)}</b>,
                dateTimeText: dateTimeText(entry.madeAt),
                personName: entry.personName,
                refused: entry.refused !== null && <span className="bt-waiting-why">{entry.refused}</span>,
              })}
            </span>
            {entry.refused !== null && (
              <Group gap="xs">
                <Button variant="default" size="compact-sm" onClick={() => onOpen(entry)}>
                  {tr('Open…')}
                </Button>
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  onClick={() => askForget(entry, () => void outbox?.forget(entry.id))}
                >
                  {tr('Throw away…')}
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function askForget(entry: OutboxEntry, forget: () => void): void {
  modals.openConfirmModal({
    title: tr('Throw {word} away?', { word: entry.words.toLowerCase() }),
    children: tr('It never became a record. The refused attempt itself stays in the audit ledger.'),
    labels: { confirm: tr('Throw away'), cancel: tr('Keep it') },
    onConfirm: forget,
  });
}

function stateOf(entry: OutboxEntry, personId: string | null, online: boolean) {
  if (entry.refused !== null) return { kind: 'alarm', words: tr('Refused by the station') } as const;
  if (entry.personId !== personId)
    return {
      kind: 'quiet',
      words: tr('Waits for {personName} to sign in', { personName: entry.personName }),
    } as const;
  return {
    kind: 'quiet',
    words: online ? tr('Waiting: being sent') : tr('Waiting: the station is away'),
  } as const;
}
