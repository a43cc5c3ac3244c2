import { Button, Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { batchIdSchema } from '../../../shared/model/identity';
import {
  dispositionChoices,
  dispositionWords,
  type DispositionChoice,
} from '../../../shared/model/records/disposition';
import type { Review, ReviewException } from '../../../shared/model/records/review';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { useRefresh } from './use-batch-record';
import { tr } from '../../strings/translate';

interface Props {
  readonly batchId: string;
  readonly review: Review;
}

/** What the rules found, and a decision by a person about each; several of one kind can be decided at once. */
export function ExceptionsPanel({ batchId, review }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { exceptions, rules, evaluated } = review;
  const choose = (id: string, on: boolean): void =>
    setChosen((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
  const open = exceptions.filter(({ disposition }) => disposition === null).map(({ id }) => id);
  return (
    <div className="bt-record-sections">
      <Panel
        title={exceptions.length === 0 ? tr('No exception') : tr('Exceptions')}
        aside={
          open.length > 0 && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setChosen(chosen.length === open.length ? [] : open)}
            >
              {chosen.length === open.length
                ? tr('Choose none')
                : tr('Choose all {length} open', { length: open.length })}
            </Button>
          )
        }
      >
        {exceptions.length === 0 ? (
          <p className="bt-record-note">{tr('Every rule that ran found the record in order.')}</p>
        ) : (
          <div className="bt-scroll-x">
            <table className="bt-table">
              <thead>
                <tr>
                  <th>{tr('Decide')}</th>
                  <th>{tr('Rule')}</th>
                  <th>{tr('Weight')}</th>
                  <th>{tr('Exception')}</th>
                  <th>{tr('Decision')}</th>
                </tr>
              </thead>
              <tbody>
                {exceptions.map((one) => (
                  <Row key={one.id} exception={one} chosen={chosen.includes(one.id)} onChoose={choose} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {chosen.length > 0 && <Decide batchId={batchId} chosen={chosen} onDone={() => setChosen([])} />}
      </Panel>
      <Panel
        title={tr('Rules: {evaluated} of {length} evaluated, {length2} errors', {
          evaluated,
          length: rules.length,
          length2: rules.length - evaluated,
        })}
        startsOpen={evaluated < rules.length}
      >
        <div className="bt-scroll-x">
          <table className="bt-table">
            <tbody>
              {rules.map(({ id, text, outcome, found, why }) => (
                <tr key={id}>
                  <td data-nowrap>{id}</td>
                  <td>{text}</td>
                  <td data-nowrap>
                    {outcome === 'clear' ? (
                      <span className="bt-dim">{tr('clear')}</span>
                    ) : (
                      <span className="bt-state" data-kind={outcome === 'found' ? 'warn' : 'alarm'}>
                        {outcome === 'found'
                          ? tr('{found} found', { found })
                          : tr('could not run: {why}', { why })}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </div>
  );
}

interface RowProps {
  readonly exception: ReviewException;
  readonly chosen: boolean;
  readonly onChoose: (id: string, on: boolean) => void;
}

function Row({ exception: { id, rule, severity, words, disposition }, chosen, onChoose }: RowProps) {
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={tr('Decide about: {words}', { words })}
          checked={chosen}
          onChange={(event) => onChoose(id, event.currentTarget.checked)}
        />
      </td>
      <td data-nowrap>{rule}</td>
      <td data-nowrap>
        <span className="bt-state" data-kind={severity === 'major' ? 'alarm' : 'warn'}>
          {severity}
        </span>
      </td>
      <td>{words}</td>
      <td>
        {disposition ? (
          <>
            {tr(dispositionWords[disposition.choice])}
            {disposition.ref !== null && ` (${disposition.ref})`}: {disposition.reason}{' '}
            <span className="bt-dim">
              {disposition.name}, {new Date(disposition.at).toLocaleString()}
            </span>
          </>
        ) : (
          <span className="bt-state" data-kind="warn">
            {tr('none yet')}
          </span>
        )}
      </td>
    </tr>
  );
}

function Decide({
  batchId,
  chosen,
  onDone,
}: {
  readonly batchId: string;
  readonly chosen: readonly string[];
  readonly onDone: () => void;
}) {
  const { client } = useStation();
  const refresh = useRefresh(batchId);
  const [choice, setChoice] = useState<DispositionChoice>('accepted');
  const [reason, setReason] = useState('');
  const [ref, setRef] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const decide = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    try {
      const decisions = chosen.map((exception) => ({
        exception,
        choice,
        reason,
        ref: ref.trim() === '' ? null : ref.trim(),
      }));
      await client.reports.dispose({ batchId: batchIdSchema.parse(batchId), decisions });
      await refresh();
      onDone();
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="bt-record-decide"
      aria-label={tr('Decision')}
      onSubmit={(event) => {
        event.preventDefault();
        void decide();
      }}
    >
      <Group align="flex-end" grow preventGrowOverflow={false}>
        <Select
          label={tr('Decision about {which}', {
            which:
              chosen.length === 1
                ? tr('one exception')
                : tr('{length} exceptions', { length: chosen.length }),
          })}
          data={dispositionChoices.map((value) => ({ value, label: tr(dispositionWords[value]) }))}
          value={choice}
          allowDeselect={false}
          onChange={(value) => setChoice(dispositionChoices.find((one) => one === value) ?? 'accepted')}
        />
        <TextInput
          label={tr('Deviation or record')}
          description={choice === 'deviation' ? tr('Number of the deviation') : undefined}
          required={choice === 'deviation'}
          value={ref}
          maxLength={120}
          onChange={(event) => setRef(event.currentTarget.value)}
        />
      </Group>
      <Textarea
        label={tr('Reason')}
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <Group justify="flex-end">
        <Button type="submit" loading={busy}>
          {tr('Decide')}
        </Button>
      </Group>
    </form>
  );
}
