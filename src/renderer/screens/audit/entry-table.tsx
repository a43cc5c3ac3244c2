import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { actorWords, basisWords } from '../../../shared/model/actor';
import type { LedgerRow, SealedEntry } from '../../../shared/model/ledger-entry';
import { ledgerWords } from '../../../shared/model/ledger-vocabulary';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { changedFields } from './changed-fields';
import { tr, trNode } from '../../strings/translate';

/** Entries with their changes behind them; one opens at a click or Enter. */
export function EntryTable({ entries }: { readonly entries: readonly SealedEntry[] }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (seq: number): void => {
    const next = new Set(open);
    if (!next.delete(seq)) next.add(seq);
    setOpen(next);
  };
  return (
    <table className="bt-table bt-audit-table">
      <thead>
        <tr>
          <th scope="col" data-number>
            {tr('Entry')}
          </th>
          <th scope="col">{tr('Time')}</th>
          <th scope="col">{tr('Who')}</th>
          <th scope="col">{tr('What')}</th>
          <th scope="col">{tr('Record')}</th>
          <th scope="col">{tr('Reason')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((sealed) => {
          const { seq } = sealed.entry;
          return (
            <Fragment key={seq}>
              <EntryLine sealed={sealed} isOpen={open.has(seq)} onToggle={() => toggle(seq)} />
              <tr className="bt-audit-more" hidden={!open.has(seq)}>
                <td colSpan={6} id={`entry-${seq}`}>
                  <EntryDetail sealed={sealed} />
                </td>
              </tr>
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

interface LineProps {
  readonly sealed: SealedEntry;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function EntryLine({ sealed: { entry }, isOpen, onToggle }: LineProps) {
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const fields = entry.rows.reduce((sum, row) => sum + changedFields(row).length, 0);
  return (
    <tr>
      <td data-number>
        <UnstyledButton
          className="bt-audit-open"
          aria-expanded={isOpen}
          aria-controls={`entry-${entry.seq}`}
          onClick={onToggle}
        >
          <Chevron size={14} aria-hidden />
          {entry.seq}
        </UnstyledButton>
      </td>
      <td data-nowrap>
        {dateTimeText(entry.at)}
        {!entry.clockTrusted && <StateWords kind="warn" words={tr('clock not trusted')} />}
      </td>
      <td>{actorWords(entry.actor)}</td>
      <td>
        {ledgerWords(entry.what)}
        {fields > 0 && (
          <span className="bt-dim">
            , {fields} {fields === 1 ? tr('field') : tr('fields')}
          </span>
        )}
      </td>
      <td className="bt-audit-subject">
        {entry.subject.type} <span title={entry.subject.id}>{shortId(entry.subject.id)}</span>
        {entry.subject.version !== undefined && ` v${entry.subject.version}`}
      </td>
      <td>{entry.reason ?? basisWords(entry.actor)}</td>
    </tr>
  );
}

function EntryDetail({ sealed: { entry, hash, keyId } }: { readonly sealed: SealedEntry }) {
  const roles = entry.actor.kind === 'person' ? ` as ${entry.actor.roles.join(', ')}` : '';
  return (
    <div className="bt-audit-detail">
      {entry.rows.map((row) => (
        <RowChange key={`${row.table} ${row.key}`} row={row} />
      ))}
      {basisWords(entry.actor) !== null && <p>{basisWords(entry.actor)}</p>}
      {Object.keys(entry.facts).length > 0 && (
        <dl className="bt-audit-facts">
          {Object.entries(entry.facts).map(([name, fact]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{short(typeof fact === 'string' ? fact : JSON.stringify(fact))}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="bt-dim">
        {trNode(
          '{what}{roles}; {toISOString}, {value} s after the start of the station. SHA-256 {span}, key {span2}',
          {
            what: entry.what,
            roles,
            toISOString: new Date(entry.at).toISOString(),
            value: (entry.monotonicMs / 1000).toFixed(1),
            span: <span className="bt-mono">{hash}</span>,
            span2: <span className="bt-mono">{keyId.slice(0, 12)}</span>,
          },
        )}
      </p>
    </div>
  );
}

function RowChange({ row }: { readonly row: LedgerRow }) {
  const changed = changedFields(row);
  const verb = row.before === null ? 'added' : row.after === null ? 'removed' : 'changed';
  return (
    <table className="bt-audit-change">
      <caption>
        {row.table} <span className="bt-mono">{row.key}</span> {verb}
      </caption>
      <thead>
        <tr>
          <th scope="col">{tr('Field')}</th>
          <th scope="col">{tr('Was')}</th>
          <th scope="col">{tr('Now')}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{before === null ? '–' : short(before)}</td>
            <td>{after === null ? '–' : short(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Random ids are told apart by their beginning; the whole stands in the title. */
const shortId = (id: string): string =>
  id.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, '$1…');
const mostShown = 600;
const short = (text: string): string => (text.length > mostShown ? `${text.slice(0, mostShown)}… (${text.length} characters)` : text); // prettier-ignore
