import { Button, Group } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { askToSignIn } from '../../app/session/session-deeds';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { useMe, usePeopleStatus } from '../../station/use-session';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { printPage, usePaperColours } from '../report/print-page';
import { auditCsv } from './audit-csv';
import { askOf, AuditFilters, emptyDraft } from './audit-filters';
import { EntryTable } from './entry-table';
import { IntegrityPanel } from './integrity-panel';
import { saveText } from './save-text';
import { TroubleNotice } from './trouble-notice';
import { useAuditEntries, useAuditStatus } from './use-audit';
import { tr, trNode } from '../../strings/translate';
import './audit.css';

/** The audit ledger: what was done by whom, with before and after, and whether all of it is as it was written. */
export function Audit() {
  const { data: status, error } = useAuditStatus();
  const me = useMe();
  usePaperColours();
  return (
    <div className="bt-page bt-audit">
      {status && <TroubleNotice status={status} />}
      {error && (
        <Notice kind="warn">
          {trNode('The state of the ledger could not be read: {wordsOf}', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      <div className="bt-audit-columns">
        <Entries />
        {status ? (
          <IntegrityPanel status={status} mayAct={me !== null} />
        ) : (
          <p className="bt-panel-note">{tr('Reading…')}</p>
        )}
      </div>
    </div>
  );
}

function Entries() {
  const station = useStation();
  const people = usePeopleStatus();
  const me = useMe();
  const [draft, setDraft] = useState(emptyDraft);
  const asked = useDeferredValue(draft);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAuditEntries(
    askOf(asked),
    me !== null,
  );
  const entries = data?.pages.flat() ?? [];
  if (me === null)
    return (
      <Panel title={tr('Entries')}>
        <div className="bt-audit-blank">
          <IconHistory size={40} stroke={1.3} aria-hidden />
          <p>
            {people?.inUse === false
              ? tr(
                  'The ledger is kept from the first start on. It is shown to people who are signed in: make the first administrator.',
                )
              : tr('Engineers, scientists, QA and administrators see the entries. Sign in to read them.')}
          </p>
          <Button onClick={() => askToSignIn(station)}>
            {people?.inUse === false ? tr('Make the first administrator') : tr('Sign in')}
          </Button>
        </div>
      </Panel>
    );
  return (
    <Panel title={tr('Entries')} aside={<Deeds count={entries.length} csv={() => auditCsv(entries)} />}>
      <AuditFilters draft={draft} onChange={setDraft} entries={entries} />
      {error ? (
        <Notice kind="warn">{wordsOf(error)}</Notice>
      ) : data === undefined ? (
        <p className="bt-panel-note">{tr('Reading…')}</p>
      ) : entries.length === 0 ? (
        <p className="bt-panel-note">{tr('No entry is like that. Take a filter away to see more.')}</p>
      ) : (
        <div className="bt-audit-scroll" tabIndex={0} role="region" aria-label={tr('Entries, newest first')}>
          <EntryTable entries={entries} />
          {hasNextPage && (
            <Button
              variant="subtle"
              fullWidth
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {tr('Older entries')}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}

function Deeds({ count, csv }: { readonly count: number; readonly csv: () => string }) {
  const { client } = useStation();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const saveAll = async (): Promise<void> => {
    setBusy(true);
    setProblem('');
    try {
      const parts: string[] = [];
      for (let fromSeq: number | null = 1; fromSeq !== null;) {
        const part: { lines: string; next: number | null } = await client.audit.export({ fromSeq });
        parts.push(part.lines);
        fromSeq = part.next;
      }
      saveText('audit-ledger.jsonl', 'application/x-ndjson', parts.join(''));
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Group gap="xs" className="bt-audit-deeds">
      {problem && <span role="alert">{problem}</span>}
      <Button
        size="compact-sm"
        variant="default"
        disabled={count === 0}
        onClick={() => saveText('audit-entries.csv', 'text/csv', csv())}
      >
        {tr('Shown as CSV')}
      </Button>
      <Button size="compact-sm" variant="default" loading={busy} onClick={() => void saveAll()}>
        {tr('Whole ledger')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={printPage}>
        {tr('Print')}
      </Button>
    </Group>
  );
}
