import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { reasonSchema } from '../../../shared/model/records/finding';
import type { Proposal } from '../../../shared/model/records/proposal';
import { useStation } from '../../station/station-context';
import type { StationClient } from '../../station/station';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { StateWords } from '../../ui/state-words';
import { dateTimeText, spanText } from '../../ui/time-words';
import { EvidencePlot } from './evidence-plot';
import { useRecordsChanged } from './use-records';
import { tr } from '../../strings/translate';

interface Props {
  readonly proposals: readonly Proposal[];
  readonly onConfirm: (proposal: Proposal) => void;
  /** Shows the span in the trend. */
  readonly onShow: (from: number, to: number) => void;
}

const levels = { 1: 'Level 1, minor', 2: 'Level 2, major', 3: 'Level 3, critical' } as const;

/** What the station saw on the line: confirm it with the form, or say why it is nothing. */
export function ProposalsPanel({ proposals, onConfirm, onShow }: Props) {
  const { client } = useStation();
  const changed = useRecordsChanged();
  const open = proposals.filter(({ state }) => state === 'open');
  const answered = proposals.filter(({ state }) => state !== 'open');
  return (
    <Panel title={tr('Seen on the line: {length} to be answered', { length: open.length })}>
      {proposals.length === 0 && (
        <p className="bt-panel-note">
          {tr(
            'Nothing yet. Excursions that the procedures name, and set points that change, appear here with their evidence.',
          )}
        </p>
      )}
      <ul className="bt-proposals" aria-label={tr('Proposals')}>
        {open.map((proposal) => (
          <li key={proposal.id} data-proposal={proposal.rule}>
            <StateWords
              kind="warn"
              words={proposal.level === null ? tr('Process change') : levels[proposal.level]}
            />
            <div>
              <b>{proposal.title}</b>
              <p>
                {dateTimeText(proposal.startedAt)}
                {proposal.endedAt !== proposal.startedAt && <>, {endWords(proposal)}</>}.{' '}
                {tr(proposal.evidence.words)}
              </p>
              <EvidencePlot proposal={proposal} />
            </div>
            <Group gap="xs">
              <Button variant="subtle" onClick={() => onShow(proposal.evidence.from, proposal.evidence.to)}>
                {tr('Show in the trend')}
              </Button>
              <Button variant="default" onClick={() => onConfirm(proposal)}>
                {tr('Confirm…')}
              </Button>
              <Button variant="default" onClick={() => openReject(client, proposal, changed)}>
                {tr('Reject…')}
              </Button>
            </Group>
          </li>
        ))}
        {answered.map((proposal) => (
          <li key={proposal.id} data-answered>
            <StateWords
              kind="quiet"
              words={proposal.state === 'confirmed' ? tr('Confirmed') : tr('Rejected')}
            />
            <div>
              {proposal.title}
              <p className="bt-dim">
                {proposal.answeredBy} {proposal.answeredAt !== null && dateTimeText(proposal.answeredAt)}
                {proposal.reason !== null && `: ${proposal.reason}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const endWords = ({ startedAt, endedAt }: Proposal): string =>
  endedAt === null
    ? tr('still going on')
    : tr('lasted {spanText}', { spanText: spanText(endedAt - startedAt) });

function openReject(client: StationClient, proposal: Proposal, onDone: () => void): void {
  const id = modals.open({
    title: tr('Reject: {title}', { title: proposal.title }),
    children: (
      <RejectForm
        reject={async (reason) => {
          await client.records.rejectProposal({ id: proposal.id, reason });
          modals.close(id);
          onDone();
        }}
      />
    ),
  });
}

function RejectForm({ reject }: { readonly reject: (reason: string) => Promise<void> }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const go = async (): Promise<void> => {
    const given = reasonSchema.safeParse(reason);
    if (!given.success) return setProblem(given.error.issues[0]?.message ?? tr('Say why'));
    try {
      await reject(given.data);
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  return (
    <form
      aria-label={tr('Reject a proposal')}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack>
        <Textarea
          label={tr('Why it needs no record')}
          required
          data-autofocus
          autosize
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit">{tr('Reject')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
